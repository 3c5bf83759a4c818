package io.reelgate.sandbox.empiriolabs;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.Failing;
import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.Script;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.SubmitFault;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.TaskOrder;
import io.reelgate.sandbox.clip.Clip;
import io.reelgate.sandbox.empiriolabs.EmpirioLabsWire.Accepted;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Takes orders: checks them, charges them, and spoils the answer when the prompt asks for that.
/// Nothing on this wire tells a repeated order from a new one, so every good request is paid for.
final class EmpirioLabsSubmits {
  static final String MODEL = "seedance-2-0-mini";

  private final SimulatedProvider provider;
  private final EmpirioLabsProperties properties;
  private final EmpirioLabsTariff tariff;

  EmpirioLabsSubmits(SimulatedProvider provider, EmpirioLabsProperties properties) {
    this.provider = provider;
    this.properties = properties;
    this.tariff = new EmpirioLabsTariff(provider, properties);
  }

  /// @param text the body as it came
  /// @param base where this simulator stands, as the caller sees it
  Answer submit(String text, String base) {
    boolean first = provider.submitted(text);
    JsonNode body = object(text);
    Script script = script(body);
    EmpirioLabsInputs inputs;
    try {
      inputs = EmpirioLabsInputs.checked(body);
    } catch (EmpirioLabsRefusal refusal) {
      if (!properties.validateLate()) {
        throw refusal;
      }
      inputs = EmpirioLabsInputs.unchecked();
      script = script.failing(Failing.INPUT);
    }
    SubmitFault fault = provider.fault(script, first);
    provider.pause();
    if (fault != null && !fault.taskExists()) {
      return EmpirioLabsAnswers.withoutTask(fault, base + EmpirioLabsController.SUBMITS);
    }
    Accepted accepted = accepted(accept(inputs, script, text), base);
    int status = properties.acceptedStatus();
    Answer answer =
        fault == null
            ? EmpirioLabsAnswers.json(status, accepted)
            : EmpirioLabsAnswers.withTask(fault, status, accepted, provider.trickle());
    return provider.answer(script, first, answer);
  }

  private Accepted accepted(Task task, String base) {
    String path = "/v1/jobs/" + task.id();
    String pollUrl =
        switch (properties.pollUrl()) {
          case RELATIVE -> path;
          case ABSOLUTE -> base + path;
          case FOREIGN -> "https://polls.example.test" + path;
          case NONE -> null;
        };
    return new Accepted(task.id(), "queued", pollUrl);
  }

  private Task accept(EmpirioLabsInputs inputs, Script script, String text) {
    String id = UUID.randomUUID().toString();
    int seconds = tariff.outputSeconds(inputs);
    Clip clip = inputs.clip(seconds, id.hashCode());
    long micros = EmpirioLabsTariff.micros(inputs, seconds);
    return provider
        .accept(new TaskOrder(id, MODEL, text, text, clip, micros, script))
        .orElseThrow(() -> EmpirioLabsRefusal.of(402));
  }

  private static JsonNode object(String text) {
    JsonNode body = LenientJson.read(text);
    if (body == null || !body.isObject()) {
      throw EmpirioLabsRefusal.badRequest("the body is no JSON object");
    }
    if (!body.path("model").asString("").equals(MODEL)) {
      throw EmpirioLabsRefusal.of(404);
    }
    return body;
  }

  private static Script script(JsonNode body) {
    try {
      JsonNode prompt = body.path("prompt");
      return prompt.isString()
          ? Script.of(prompt.stringValue(), EmpirioLabsConfiguration.NAME)
          : Script.NONE;
    } catch (Script.UnknownWord unknown) {
      throw EmpirioLabsRefusal.badRequest(String.valueOf(unknown.getMessage()));
    }
  }
}
