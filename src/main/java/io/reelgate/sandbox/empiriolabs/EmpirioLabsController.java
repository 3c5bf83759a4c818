package io.reelgate.sandbox.empiriolabs;

import io.reelgate.sandbox.ConditionalOnSandbox;
import io.reelgate.sandbox.empiriolabs.EmpirioLabsUsageList.Filter;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The paths of this wire. An address that the provider does not have is answered here too, in the
/// provider's own shape.
@RestController
@ConditionalOnSandbox
@Hidden
@RequestMapping("/sandbox/empiriolabs")
class EmpirioLabsController {
  static final String SUBMITS = "/v1/videos/generations";
  private static final String USUAL_LIMIT = "100";

  private final EmpirioLabsSubmits submits;
  private final EmpirioLabsJobs jobs;
  private final EmpirioLabsUsageList usage;

  EmpirioLabsController(
      EmpirioLabsSubmits submits, EmpirioLabsJobs jobs, EmpirioLabsUsageList usage) {
    this.submits = submits;
    this.jobs = jobs;
    this.usage = usage;
  }

  @PostMapping(SUBMITS)
  void submit(HttpServletRequest request, HttpServletResponse response) throws IOException {
    submits
        .submit(EmpirioLabsExchange.text(request), EmpirioLabsExchange.base(request))
        .send(request, response);
  }

  @GetMapping("/v1/jobs/{id}")
  void poll(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    jobs.poll(id, EmpirioLabsExchange.base(request)).send(request, response);
  }

  @GetMapping("/v1/account/usage")
  void usage(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Filter filter =
        new Filter(
            limit(request),
            text(request, "from"),
            text(request, "to"),
            text(request, "before"),
            text(request, "model"),
            text(request, "status"),
            text(request, "source"));
    usage.list(filter, EmpirioLabsExchange.base(request)).send(request, response);
  }

  @GetMapping("/v1/models")
  Map<String, Object> models() {
    return EmpirioLabsCatalogue.models();
  }

  @GetMapping("/v1/models/{id}")
  Map<String, Object> model(@PathVariable String id) {
    return EmpirioLabsCatalogue.model(id);
  }

  @GetMapping("/livez")
  Map<String, Object> alive() {
    return Map.of("status", "ok");
  }

  @GetMapping("/health")
  Map<String, Object> health() {
    return Map.of("status", "ok", "service", "gateway");
  }

  @RequestMapping("/**")
  void anythingElse() {
    throw EmpirioLabsRefusal.notFound();
  }

  private static int limit(HttpServletRequest request) {
    String limit = Objects.requireNonNullElse(request.getParameter("limit"), USUAL_LIMIT);
    return limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
  }

  private static String text(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }
}
