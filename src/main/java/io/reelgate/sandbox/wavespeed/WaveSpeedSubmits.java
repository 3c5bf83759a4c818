package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.Failing;
import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.Script;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.SubmitFault;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.TaskOrder;
import io.reelgate.sandbox.clip.Clip;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Takes orders: checks them, charges them, and spoils the answer when the prompt asks for that.
/// Nothing on this wire tells a repeated order from a new one, so every good request is paid for.
final class WaveSpeedSubmits {
  private final SimulatedProvider provider;
  private final WaveSpeedProperties properties;
  private final WaveSpeedCharges charges;

  WaveSpeedSubmits(
      SimulatedProvider provider, WaveSpeedProperties properties, WaveSpeedCharges charges) {
    this.provider = provider;
    this.properties = properties;
    this.charges = charges;
  }

  /// What came in.
  ///
  /// @param text the body as it came
  /// @param base where this simulator stands, as the caller sees it
  record Request(String model, String text, String base, boolean webhook) {
    private String identity() {
      return model + "\n" + text;
    }

    private String address() {
      return base + "/api/v3/" + model;
    }
  }

  /// @param made hears of the task as soon as it exists, before the answer is sent
  Answer submit(Request request, Consumer<Task> made) {
    boolean first = provider.submitted(request.identity());
    WaveSpeedModel model =
        WaveSpeedModel.of(request.model())
            .orElseThrow(() -> WaveSpeedRefusal.badRequest("Model not found"));
    JsonNode body = object(request);
    Script script = script(body);
    WaveSpeedInputs inputs;
    try {
      inputs = WaveSpeedInputs.checked(model, body);
    } catch (WaveSpeedRefusal refusal) {
      if (!properties.validateLate()) {
        throw refusal;
      }
      inputs = WaveSpeedInputs.partial(model, body);
      script = script.failing(Failing.INPUT);
    }
    SubmitFault fault = provider.fault(script, first);
    provider.pause();
    if (fault != null && !fault.taskExists()) {
      return WaveSpeedAnswers.withoutTask(fault, request.address());
    }
    Task task = accept(model, inputs, script, request);
    made.accept(task);
    return provider.answer(script, first, answer(task, request, fault));
  }

  private Answer answer(Task task, Request request, @Nullable SubmitFault fault) {
    WaveSpeedWire.Prediction prediction =
        new WaveSpeedPredictions(request.base(), provider.now())
            .prediction(task, Task.Phase.CREATED, false);
    return fault == null
        ? WaveSpeedAnswers.success(prediction)
        : WaveSpeedAnswers.withTask(fault, prediction, provider.trickle());
  }

  private Task accept(
      WaveSpeedModel model, WaveSpeedInputs inputs, Script script, Request request) {
    String id = newId();
    Clip clip = inputs.clip(charges.inputSeconds(inputs), id.hashCode());
    long micros = charges.micros(model, inputs);
    return provider
        .accept(
            new TaskOrder(id, model.id(), request.identity(), request.text(), clip, micros, script))
        .orElseThrow(() ->
            new WaveSpeedRefusal(
                properties.emptyAccountStatus(), "Insufficient credits, please top up"));
  }

  private static JsonNode object(Request request) {
    JsonNode body = LenientJson.read(request.text());
    if (body == null || !body.isObject()) {
      throw WaveSpeedRefusal.badRequest("invalid request body: not a JSON object");
    }
    JsonNode base64 = body.get("enable_base64_output");
    if (request.webhook() && base64 != null && base64.isBoolean() && base64.booleanValue()) {
      throw WaveSpeedRefusal.bare(
          "webhook callback does not support base64 output, please disable one of them");
    }
    return body;
  }

  private static Script script(JsonNode body) {
    JsonNode prompt = body.get("prompt");
    try {
      return prompt != null && prompt.isString()
          ? Script.of(prompt.stringValue(), WaveSpeedConfiguration.NAME)
          : Script.NONE;
    } catch (Script.UnknownWord unknown) {
      throw WaveSpeedRefusal.badRequest(
          "invalid parameter prompt: " + String.valueOf(unknown.getMessage()));
    }
  }

  private static String newId() {
    HexFormat hex = HexFormat.of();
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
