package io.reelgate.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTests {
  private final PublicAddresses addresses = new PublicAddresses(false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.0",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.0.0",
        "169.254.169.254",
        "169.254.255.255",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.0",
        "192.0.0.255",
        "192.0.2.0",
        "192.0.2.255",
        "192.88.99.0",
        "192.88.99.255",
        "192.168.0.0",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.0",
        "198.51.100.255",
        "203.0.113.0",
        "203.0.113.255",
        "224.0.0.0",
        "239.255.255.255",
        "240.0.0.0",
        "255.255.255.255",
        "168.63.129.16"
      })
  void notPublicIpv4IsRefusedInEverySpelling(String address) throws UnknownHostException {
    byte[] four = InetAddress.ofLiteral(address).getAddress();

    assertThat(addresses.contain(InetAddress.getByAddress(four))).isFalse();
    assertThat(addresses.contain(sixteen(four, 0xff, 0xff))).as("mapped").isFalse();
    assertThat(addresses.contain(sixteen(four, 0, 0))).as("compatible").isFalse();
    assertThat(addresses.contain(translated(four))).as("translated").isFalse();
    assertThat(new PublicAddresses(true).contain(translated(four))).as("DNS64").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.3.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "168.63.129.15",
        "168.63.129.17",
        "8.8.8.8"
      })
  void theirPublicNeighboursAreAllowed(String address) throws UnknownHostException {
    byte[] four = InetAddress.ofLiteral(address).getAddress();

    assertThat(addresses.contain(InetAddress.getByAddress(four))).isTrue();
    assertThat(addresses.contain(sixteen(four, 0xff, 0xff))).as("mapped").isTrue();
    assertThat(addresses.contain(sixteen(four, 0, 0))).as("compatible").isFalse();
    assertThat(addresses.contain(translated(four))).as("translated").isFalse();
    assertThat(new PublicAddresses(true).contain(translated(four))).as("DNS64").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "::7f00:1",
        "::ffff:0:7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "100:0:0:1::1",
        "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2001:db8:ffff:ffff::1",
        "2002::1",
        "2002:7f00:1::1",
        "2002:ffff::1",
        "3fff::1",
        "3fff:fff:ffff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fdff::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1"
      })
  void notPublicIpv6IsRefused(String address) {
    assertThat(addresses.contain(InetAddress.ofLiteral(address))).isFalse();
    assertThat(new PublicAddresses(true).contain(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2000::1",
        "2001:200::1",
        "2001:db7:ffff::1",
        "2001:db9::1",
        "2003::1",
        "2606:4700::1111",
        "3ffe::1",
        "3fff:1000::1"
      })
  void publicIpv6IsAllowed(String address) {
    assertThat(addresses.contain(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void theSixteenBytesOfALiteralAreReallyJudgedUnwrapped() throws UnknownHostException {
    assertThat(sixteen(new byte[] {127, 0, 0, 1}, 0xff, 0xff).getAddress()).hasSize(16);
  }

  private static InetAddress sixteen(byte[] four, int tenth, int eleventh)
      throws UnknownHostException {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) tenth;
    bytes[11] = (byte) eleventh;
    System.arraycopy(four, 0, bytes, 12, 4);
    return Inet6Address.getByAddress(null, bytes, -1);
  }

  private static InetAddress translated(byte[] four) throws UnknownHostException {
    byte[] bytes = Arrays.copyOf(InetAddress.ofLiteral("64:ff9b::").getAddress(), 16);
    System.arraycopy(four, 0, bytes, 12, 4);
    return InetAddress.getByAddress(bytes);
  }
}
