package io.reelgate.sandbox.empiriolabs;

import io.reelgate.sandbox.ConditionalOnSandbox;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Simulations;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.Task.Phase;
import io.reelgate.sandbox.TaskFile;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Serves the finished files, whole or in ranges, to anybody who has the signed address, long after
/// the task is forgotten. A file is made anew for each request.
@RestController
@ConditionalOnSandbox
@Hidden
class EmpirioLabsOutputController {
  private static final int FORBIDDEN = 403;

  private final SimulatedProvider provider;

  EmpirioLabsOutputController(Simulations simulations) {
    provider = simulations.provider(EmpirioLabsConfiguration.NAME);
  }

  @GetMapping("/sandbox/empiriolabs/outputs/{id}.mp4")
  ResponseEntity<Resource> output(
      @PathVariable String id, @RequestParam(defaultValue = "") String token) {
    if (!token.equals(EmpirioLabsJobs.token(id))) {
      return ResponseEntity.status(FORBIDDEN).build();
    }
    Task task = provider.find(id).filter(this::isReady).orElse(null);
    if (task == null) {
      return ResponseEntity.notFound().build();
    }
    return TaskFile.answer(task, id, task.clip().toMp4());
  }

  private boolean isReady(Task task) {
    return task.phase(provider.now()) == Phase.SUCCEEDED;
  }
}
