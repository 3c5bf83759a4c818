package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.Script;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.SubmitFault;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.Task.Phase;
import io.reelgate.sandbox.TaskOrder;
import io.reelgate.sandbox.runware.RunwareAnswers.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Takes orders: checks them, charges them once per name, and spoils the answer when the prompt
/// asks for that.
final class RunwareSubmits {
  private static final int LOCKS = 256;

  private final SimulatedProvider provider;
  private final RunwareProperties properties;
  private final RunwareWebhooks webhooks;
  private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();

  RunwareSubmits(
      SimulatedProvider provider, RunwareProperties properties, RunwareWebhooks webhooks) {
    this.provider = provider;
    this.properties = properties;
    this.webhooks = webhooks;
  }

  /// @param base where this simulator stands, as the caller sees it
  Part submit(RunwareTask task, String base) {
    boolean first = provider.submitted(task.uuid());
    RunwareOrder order = RunwareOrder.checked(task.body(), properties.lenientFrames());
    webhooks.check(order);
    Script script = script(order.prompt());
    SubmitFault fault = provider.fault(script, first);
    provider.pause();
    if (fault != null && !fault.taskExists()) {
      return Part.instead(RunwareAnswers.withoutTask(fault, task, base + "/v1"));
    }
    webhooks.tell(accept(task, order, script), order, base);
    Map<String, Object> ack = new LinkedHashMap<>();
    ack.put("taskType", RunwareTask.VIDEO);
    ack.put("taskUUID", task.uuid());
    if (fault != null) {
      return Part.instead(RunwareAnswers.withTask(fault, ack, provider.trickle()));
    }
    Part good = Part.data(properties.emptyAck() ? List.of() : List.of(ack));
    return good.spoilt(answer -> provider.answer(script, first, answer));
  }

  /// Two requests with one name never both find that it is free.
  private Task accept(RunwareTask task, RunwareOrder order, Script script) {
    synchronized (locks.get(Math.floorMod(task.uuid().hashCode(), LOCKS))) {
      if (taken(task.uuid())) {
        throw RunwareRefusal.badRequest(
            RunwareError.about(
                "taskUUID", "string", "conflictTaskUUID", "This taskUUID is already in use."));
      }
      checkInFlight();
      long each = RunwareTariff.micros(order, billedInput(order), properties.listPrice());
      return provider
          .accept(
              new TaskOrder(
                  task.uuid(),
                  RunwareRules.MODEL,
                  task.uuid(),
                  task.body().toString(),
                  order.clip(task.uuid(), 0),
                  each * order.results(),
                  script))
          .orElseThrow(() ->
              new RunwareRefusal(
                  properties.emptyAccountStatus(),
                  RunwareError.of(
                      "videoInferenceInsufficientCredits", "Please add credits first.")));
    }
  }

  private boolean taken(String uuid) {
    return provider
        .find(uuid)
        .filter(task ->
            switch (properties.conflict()) {
              case FOR_EVER -> true;
              case WHILE_RUNNING -> !task.phase(provider.now()).ended();
              case FOR_A_TIME ->
                  provider.time().isBefore(task.createdAt().plus(properties.conflictFor()));
            })
        .isPresent();
  }

  private void checkInFlight() {
    if (properties.mostInFlight() == 0) {
      return;
    }
    long running =
        provider
            .newestFirst()
            .map(task -> task.phase(provider.now()))
            .filter(phase -> phase == Phase.CREATED || phase == Phase.RUNNING)
            .count();
    if (running >= properties.mostInFlight()) {
      throw RunwareRefusal.badRequest(
          RunwareError.of(
              "concurrentRequestLimitExceeded",
              "Too many requests at a time for the balance of this account."));
    }
  }

  private int billedInput(RunwareOrder order) {
    return properties.billsInput() ? order.clips() * properties.inputSeconds() : 0;
  }

  private static Script script(String prompt) {
    try {
      return Script.of(prompt, RunwareConfiguration.NAME);
    } catch (Script.UnknownWord unknown) {
      throw RunwareRefusal.badRequest(
          RunwareError.about(
              "positivePrompt",
              "string",
              "invalidPositivePrompt",
              String.valueOf(unknown.getMessage())));
    }
  }
}
