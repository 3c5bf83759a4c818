package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.ConditionalOnSandbox;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Simulations;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.TaskFile;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Serves the finished files, whole or in ranges, to anybody who has the address, for as long as
/// the order wants them kept. A file is made anew for each request.
@RestController
@ConditionalOnSandbox
@Hidden
class RunwareOutputController {
  private final SimulatedProvider provider;
  private final Duration usualTtl;

  RunwareOutputController(Simulations simulations, RunwareProperties properties) {
    provider = simulations.provider(RunwareConfiguration.NAME);
    usualTtl = properties.ttl();
  }

  @GetMapping("/sandbox/runware/video/{id}/{video}.mp4")
  ResponseEntity<Resource> output(@PathVariable String id, @PathVariable String video) {
    Task task = provider.find(id).orElse(null);
    Optional<byte[]> file = task == null ? Optional.empty() : file(task, video);
    if (task == null || file.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    return TaskFile.answer(task, video, file.get());
  }

  /// The time a file is kept begins when it is there.
  private Instant goneAt(Task task, RunwareOrder order, RunwareResults results) {
    Duration ttl = order.ttl() == 0 ? usualTtl : Duration.ofSeconds(order.ttl());
    return task.createdAt().plus(task.elapsed(results.nanos())).plus(ttl);
  }

  private Optional<byte[]> file(Task task, String video) {
    RunwareOrder order = RunwareResults.order(task);
    RunwareResults results = new RunwareResults("", provider.now(), false);
    boolean kept = provider.time().isBefore(goneAt(task, order, results));
    return IntStream.range(0, kept ? order.results() : 0)
        .filter(number -> RunwareResults.videoUuid(task.id(), number).equals(video))
        .filter(number -> results.done(task, task.phase(results.nanos()), number, order.results()))
        .mapToObj(number -> order.clip(task.id(), number).toMp4())
        .findFirst();
  }
}
