package io.reelgate.sandbox.wavespeed;

import java.util.Map;

/// An error answer on this wire.
final class WaveSpeedRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final boolean bare;

  private WaveSpeedRefusal(int status, String message, boolean bare) {
    super(message, null, false, false);
    this.status = status;
    this.bare = bare;
  }

  WaveSpeedRefusal(int status, String message) {
    this(status, message, false);
  }

  static WaveSpeedRefusal badRequest(String message) {
    return new WaveSpeedRefusal(400, message);
  }

  static WaveSpeedRefusal notFound() {
    return new WaveSpeedRefusal(404, "prediction not found");
  }

  /// A refusal in the older shape that has a member `error` only.
  static WaveSpeedRefusal bare(String message) {
    return new WaveSpeedRefusal(400, message, true);
  }

  int status() {
    return status;
  }

  Map<String, Object> body() {
    return bare
        ? Map.of("error", String.valueOf(getMessage()))
        : WaveSpeedWire.error(status, String.valueOf(getMessage()));
  }
}
