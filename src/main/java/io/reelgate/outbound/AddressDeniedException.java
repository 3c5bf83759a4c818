package io.reelgate.outbound;

/// Thrown on the event loop where a name leads to an address that is not public.
final class AddressDeniedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AddressDeniedException() {
    super("address not allowed", null, false, false);
  }
}
