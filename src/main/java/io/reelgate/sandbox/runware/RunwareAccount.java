package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.runware.RunwareAnswers.Part;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The account's side of this wire: what it holds and what was used.
final class RunwareAccount {
  private static final String NAME = "sandbox";

  private final SimulatedProvider provider;
  private final RunwareProperties properties;

  RunwareAccount(SimulatedProvider provider, RunwareProperties properties) {
    this.provider = provider;
    this.properties = properties;
  }

  Part manage(RunwareTask task) {
    if (!RunwareTask.text(task.body(), "operation").equals("getDetails")) {
      throw RunwareRefusal.badRequest(
          RunwareError.about("operation", "string", "invalidOperation", "Not an operation."));
    }
    double balance = RunwareTariff.dollars(provider.balanceMicros());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("taskType", RunwareTask.ACCOUNT);
    details.put("taskUUID", task.uuid());
    details.put(
        "organizationUUID",
        UUID.nameUUIDFromBytes(NAME.getBytes(StandardCharsets.UTF_8)).toString());
    details.put("organizationName", NAME);
    details.put(
        "balance",
        properties.balanceObject() ? Map.of("amount", balance, "currency", "USD") : balance);
    details.put("usage", Map.of("total", usage()));
    return Part.data(List.of(details));
  }

  private Map<String, Object> usage() {
    List<Task> tasks = provider.newestFirst().toList();
    long micros =
        tasks.stream()
            .mapToLong(task -> task.chargeMicros() - (task.refunded() ? task.refundMicros() : 0))
            .sum();
    return Map.of("credits", RunwareTariff.dollars(micros), "requests", tasks.size());
  }
}
