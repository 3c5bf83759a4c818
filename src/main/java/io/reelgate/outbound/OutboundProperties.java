package io.reelgate.outbound;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How URLs from outside are fetched.
///
/// @param httpAllowed whether plain http is accepted beside https
/// @param tenantPorts the ports that a tenant's URL may name
/// @param ownHosts names of this gateway, which no URL may point back to
/// @param dns64 judge 64:ff9b::/96 by the IPv4 address in it; only on networks with DNS64
/// @param dnsTimeout the longest wait for a name
/// @param connectTimeout the longest wait for a connection
/// @param headersTimeout the longest wait from the start to the answer's headers
/// @param idleTimeout the longest wait for the next byte of a body
/// @param totalBase how long may be waited for a body of no size, in sum
/// @param slowestBytesPerSecond the speed that adds to that time by the body's size
@ConfigurationProperties("reelgate.outbound")
public record OutboundProperties(
    @DefaultValue("false") boolean httpAllowed,
    @DefaultValue("443") List<Integer> tenantPorts,
    @DefaultValue List<String> ownHosts,
    @DefaultValue("false") boolean dns64,
    @DefaultValue("3s") Duration dnsTimeout,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("30s") Duration headersTimeout,
    @DefaultValue("30s") Duration idleTimeout,
    @DefaultValue("60s") Duration totalBase,
    @DefaultValue("1000000") long slowestBytesPerSecond) {
  public OutboundProperties {
    tenantPorts = List.copyOf(tenantPorts);
    ownHosts = List.copyOf(ownHosts);
    if (slowestBytesPerSecond < 1) {
      throw new IllegalArgumentException("slowest-bytes-per-second must be positive");
    }
  }
}
