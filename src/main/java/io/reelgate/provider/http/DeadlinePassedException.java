package io.reelgate.provider.http;

/// Stops a write on the event loop because its time is over.
final class DeadlinePassedException extends RuntimeException {
  DeadlinePassedException() {
    super("the send deadline passed before the write");
  }
}
