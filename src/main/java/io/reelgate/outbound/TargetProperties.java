package io.reelgate.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where tenants may have their events sent, and how long that may take.
///
/// @param allowedHosts names of receivers inside the operator's own network, exact or as
///   `*.svc.cluster.local`; they may be reached by plain http, on any port and at any address
/// @param allowedNetworks blocks of addresses, such as `10.20.0.0/16`, that count as public ones;
///   an address written out may be reached by plain http and on any port
/// @param connectTimeout the longest wait for a receiver's connection
/// @param answerTimeout the longest wait from the start to the head of a receiver's answer
/// @param totalTimeout how long one try may take in all
@ConfigurationProperties("reelgate.targets")
public record TargetProperties(
    @DefaultValue List<String> allowedHosts,
    @DefaultValue List<String> allowedNetworks,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("10s") Duration answerTimeout,
    @DefaultValue("15s") Duration totalTimeout) {
  private static final String ANY = "*.";

  public TargetProperties {
    allowedHosts = allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    allowedNetworks = List.copyOf(allowedNetworks);
    if (allowedHosts.contains("*") || allowedHosts.contains(ANY)) {
      throw new IllegalArgumentException("reelgate.targets.allowed-hosts must name a domain");
    }
    allowedNetworks.forEach(AddressBlock::of);
  }

  boolean allowsHost(String host) {
    return allowedHosts.stream()
        .anyMatch(
            each -> each.startsWith(ANY) ? host.endsWith(each.substring(1)) : host.equals(each));
  }

  List<AddressBlock> networks() {
    return allowedNetworks.stream().map(AddressBlock::of).toList();
  }
}
