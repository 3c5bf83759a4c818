package io.reelgate.sandbox.clip;

import java.io.ByteArrayOutputStream;

/// Writes single bits and the variable-length codes of H.264.
final class BitWriter {
  private final ByteArrayOutputStream done;
  private int pending;
  private int pendingBits;

  BitWriter(int expectedBytes) {
    done = new ByteArrayOutputStream(expectedBytes);
  }

  /// The lowest `count` bits of the value, highest first; at most 24 at once.
  BitWriter bits(int value, int count) {
    pending = (pending << count) | (value & ((1 << count) - 1));
    pendingBits += count;
    while (pendingBits >= 8) {
      pendingBits -= 8;
      done.write(pending >>> pendingBits);
    }
    pending &= (1 << pendingBits) - 1;
    return this;
  }

  /// An unsigned Exp-Golomb number.
  BitWriter number(int value) {
    int coded = value + 1;
    int length = 32 - Integer.numberOfLeadingZeros(coded);
    return bits(0, length - 1).bits(coded, length);
  }

  /// A signed Exp-Golomb number.
  BitWriter signed(int value) {
    return number(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /// Pads with zero bits to a whole byte.
  byte[] padded() {
    if (pendingBits > 0) {
      bits(0, 8 - pendingBits);
    }
    return done.toByteArray();
  }

  /// Closes the payload with its stop bit and wraps it as a unit that never looks like a start
  /// code.
  byte[] unit(int header) {
    bits(1, 1);
    byte[] payload = padded();
    ByteArrayOutputStream unit = new ByteArrayOutputStream(payload.length + 16);
    unit.write(header);
    int zeros = 0;
    for (byte each : payload) {
      if (zeros == 2 && (each & 0xFC) == 0) {
        unit.write(3);
        zeros = 0;
      }
      unit.write(each);
      zeros = each == 0 ? zeros + 1 : 0;
    }
    return unit.toByteArray();
  }
}
