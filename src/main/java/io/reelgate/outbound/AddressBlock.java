package io.reelgate.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// All addresses that share their first bits.
final class AddressBlock {
  private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f:.]{2,45}/[0-9]{1,3}");
  private static final int IPV4_LENGTH = 4;
  private static final byte[] MAPPED_START = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0};

  private final byte[] start;
  private final int bits;

  private AddressBlock(byte[] start, int bits) {
    this.start = start;
    this.bits = bits;
  }

  static List<AddressBlock> all(String... blocks) {
    return Arrays.stream(blocks).map(AddressBlock::of).toList();
  }

  /// @throws IllegalArgumentException when it is not an address, a slash and a number of bits
  static AddressBlock of(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a network such as 10.0.0.0/8: " + text);
    }
    int slash = text.indexOf('/');
    byte[] start = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
    boolean unwrapped = text.contains(":") && start.length == IPV4_LENGTH;
    byte[] whole = unwrapped ? MAPPED_START.clone() : start;
    int bits = Integer.parseInt(text.substring(slash + 1));
    if (bits > whole.length * Byte.SIZE) {
      throw new IllegalArgumentException("not a network such as 10.0.0.0/8: " + text);
    }
    return new AddressBlock(whole, bits);
  }

  boolean contains(byte[] address) {
    if (address.length != start.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((address[bit / Byte.SIZE] ^ start[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
