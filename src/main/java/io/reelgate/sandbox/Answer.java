package io.reelgate.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// An HTTP answer of a simulated provider and the way it travels, which is not always whole.
public final class Answer {
  /// How an answer reaches its caller.
  public sealed interface Delivery {
    /// As it should.
    record Whole() implements Delivery {}

    /// Not at all: the connection ends.
    record Dropped() implements Delivery {}

    /// The first half, then the connection ends.
    record Truncated() implements Delivery {}

    /// Byte by byte.
    record Trickling(Duration pause) implements Delivery {}
  }

  private static final String TYPE = "Content-Type";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Delivery delivery;

  private Answer(int status, Map<String, String> headers, byte[] body, Delivery delivery) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.delivery = delivery;
  }

  public static Answer json(int status, byte[] body) {
    return new Answer(status, Map.of(TYPE, "application/json"), body, new Delivery.Whole());
  }

  public static Answer html(int status) {
    String page = "<html><head><title>" + status + "</title></head><body>Bad gateway</body></html>";
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    return new Answer(status, Map.of(TYPE, "text/html"), body, new Delivery.Whole());
  }

  /// No answer, and the connection ends.
  public static Answer none() {
    return new Answer(200, Map.of(), new byte[0], new Delivery.Dropped());
  }

  public static Answer redirect(int status, String location) {
    return new Answer(status, Map.of("Location", location), new byte[0], new Delivery.Whole());
  }

  public Answer empty() {
    return new Answer(status, headers, new byte[0], delivery);
  }

  public Answer delivered(Delivery way) {
    return new Answer(status, headers, body, way);
  }

  Answer saying(UnaryOperator<JsonNode> change) {
    JsonNode said = LenientJson.read(new String(body, StandardCharsets.UTF_8));
    byte[] changed = said == null ? body : LenientJson.bytes(change.apply(said));
    return new Answer(status, headers, changed, delivery);
  }

  Answer after(byte[] padding) {
    byte[] padded = Arrays.copyOf(padding, padding.length + body.length);
    System.arraycopy(body, 0, padded, padding.length, body.length);
    return new Answer(status, headers, padded, delivery);
  }

  Answer under(int otherStatus) {
    return new Answer(otherStatus, headers, body, delivery);
  }

  /// Sends the answer; every header must have been set through this record.
  public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (delivery instanceof Delivery.Dropped) {
      DropConnectionValve.drop(request);
      return;
    }
    response.setStatus(status);
    headers.forEach(response::setHeader);
    response.setContentLength(body.length);
    OutputStream out = response.getOutputStream();
    switch (delivery) {
      case Delivery.Whole() -> out.write(body);
      case Delivery.Truncated() -> {
        out.write(body, 0, body.length / 2);
        response.flushBuffer();
        DropConnectionValve.drop(request);
      }
      case Delivery.Trickling(Duration pause) -> {
        for (byte each : body) {
          out.write(each);
          response.flushBuffer();
          Pauses.take(pause);
        }
      }
      case Delivery.Dropped() -> throw new IllegalStateException("nothing to send");
    }
  }
}
