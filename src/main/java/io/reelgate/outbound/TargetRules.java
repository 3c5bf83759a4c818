package io.reelgate.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Judges where a tenant wants its events sent, by form alone: public https, or what the operator
/// has allowed by name. Asked when the address is given and again at each send.
@Component
public class TargetRules {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.]+]");
  private static final UrlCheck REFUSED_HOST =
      new UrlCheck.Refused("names an address that is not allowed");

  private final UrlRules rules;
  private final TargetProperties properties;
  private final PublicAddresses publicAddresses;
  private final List<AddressBlock> networks;
  private final String ownHost;

  TargetRules(
      UrlRules rules,
      TargetProperties properties,
      OutboundProperties outbound,
      Environment environment) {
    this.rules = rules;
    this.properties = properties;
    this.publicAddresses = new PublicAddresses(outbound.dns64());
    this.networks = properties.networks();
    this.ownHost = host(environment.getProperty("reelgate.public-base-url", ""));
  }

  /// What the rules say of a URL; the addresses behind its name are judged when it is used.
  public UrlCheck check(String url) {
    Optional<URI> exempt = exempt(url);
    if (exempt.isPresent()) {
      return new UrlCheck.Allowed(exempt.get());
    }
    UrlCheck check = rules.check(url, UrlSource.TENANT);
    return check instanceof UrlCheck.Allowed allowed && isOwn(allowed.uri()) ? REFUSED_HOST : check;
  }

  /// Whether the operator vouches for whatever address the name leads to.
  boolean isTrusted(URI uri) {
    return properties.allowsHost(host(uri));
  }

  /// Whether the network may be spoken to.
  boolean allows(InetAddress address) {
    return publicAddresses.contain(address) || isAllowedNetwork(address);
  }

  /// Whether only the operator has made it one that may be spoken to.
  boolean isInside(InetAddress address) {
    return !publicAddresses.contain(address);
  }

  private Optional<URI> exempt(String url) {
    if (url.length() > UrlSource.TENANT.maxLength()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(url);
      return Origin.of(uri).filter(origin -> isExempt(origin.host())).map(origin -> uri);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private boolean isExempt(String host) {
    return properties.allowsHost(host) || literal(host).filter(this::isAllowedNetwork).isPresent();
  }

  private boolean isAllowedNetwork(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address.getAddress()));
  }

  private static Optional<InetAddress> literal(String host) {
    if (!LITERAL.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private boolean isOwn(URI uri) {
    return !ownHost.isEmpty() && host(uri).equals(ownHost);
  }

  private static String host(URI uri) {
    return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static String host(String url) {
    try {
      return host(new URI(url));
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
