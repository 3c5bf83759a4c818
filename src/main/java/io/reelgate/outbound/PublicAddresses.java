package io.reelgate.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// Which addresses belong to the public internet. IPv4 is judged by a list of what does not, IPv6
/// by the one block that does and its exceptions. An IPv4 address inside an IPv6 one is judged as
/// IPv4, whichever way it was written.
///
/// @param dns64 judge 64:ff9b::/96 by the IPv4 address in it; only for networks whose DNS makes
///   such addresses
record PublicAddresses(boolean dns64) {
  private static final int IPV4_LENGTH = 4;
  private static final AddressBlock MAPPED = AddressBlock.of("::ffff:0:0/96");
  private static final AddressBlock TRANSLATED = AddressBlock.of("64:ff9b::/96");
  private static final AddressBlock GLOBAL = AddressBlock.of("2000::/3");

  private static final List<AddressBlock> NOT_PUBLIC_IPV4 =
      AddressBlock.all(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // a cloud's platform address in public space, in no registry
          "168.63.129.16/32");

  /// Inside the global block: Teredo and its neighbours, two for documentation, and 6to4.
  private static final List<AddressBlock> NOT_PUBLIC_IPV6 =
      AddressBlock.all("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  boolean contain(InetAddress address) {
    return contain(address.getAddress());
  }

  private boolean contain(byte[] address) {
    if (address.length == IPV4_LENGTH) {
      return NOT_PUBLIC_IPV4.stream().noneMatch(block -> block.contains(address));
    }
    if (MAPPED.contains(address) || (dns64 && TRANSLATED.contains(address))) {
      return contain(lastFour(address));
    }
    return GLOBAL.contains(address)
        && NOT_PUBLIC_IPV6.stream().noneMatch(block -> block.contains(address));
  }

  private static byte[] lastFour(byte[] address) {
    return Arrays.copyOfRange(address, address.length - IPV4_LENGTH, address.length);
  }
}
