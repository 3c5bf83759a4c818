package io.reelgate.outbound;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Judges the form of a URL from outside, without a look at the network. A host is a public name, a
/// plain dotted quad or a bracketed IPv6 address; all the other spellings of an address exist only
/// to slip past somebody's rules.
@Component
public class UrlRules {
  private static final Pattern FORM =
      Pattern.compile("(?i)(https?)://([^/?#\\\\]*)([/?#].*)?", Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^:\\[\\]@%]+)(?::([0-9]{1,5}))?");
  private static final Pattern QUAD =
      Pattern.compile("(?:(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])(?:\\.(?!$)|$)){4}");
  private static final Pattern NUMBER_LIKE = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
  private static final int MAX_PORT = 65_535;

  private final OutboundProperties properties;
  private final PublicAddresses publicAddresses;

  UrlRules(OutboundProperties properties) {
    this.properties = properties;
    this.publicAddresses = new PublicAddresses(properties.dns64());
  }

  public UrlCheck check(String url, UrlSource source) {
    try {
      return new UrlCheck.Allowed(checked(url, source));
    } catch (RefusedException refused) {
      return new UrlCheck.Refused(refused.reason);
    }
  }

  private URI checked(String url, UrlSource source) throws RefusedException {
    refuseIf(
        url.length() > source.maxLength(),
        "must have at most " + source.maxLength() + " characters");
    Matcher form = FORM.matcher(url);
    refuseIf(!form.matches(), "must be an https URL");
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    refuseIf(scheme.equals("http") && !properties.httpAllowed(), "must be an https URL");
    refuseIf(form.group(2).contains("@"), "must not contain user information");
    Matcher authority = AUTHORITY.matcher(form.group(2));
    refuseIf(!authority.matches(), "has no valid host");
    String host = host(authority.group(1));
    String port = authority.group(2) == null ? "" : ":" + port(authority.group(2), source);
    String rest = form.group(3) == null ? "/" : form.group(3);
    try {
      return new URI(new URI(scheme + "://" + host + port + rest).toASCIIString());
    } catch (URISyntaxException e) {
      throw new RefusedException("is not a valid URL");
    }
  }

  private int port(String text, UrlSource source) throws RefusedException {
    int port = Integer.parseInt(text);
    refuseIf(port < 1 || port > MAX_PORT, "has no valid port");
    refuseIf(
        source == UrlSource.TENANT && !properties.tenantPorts().contains(port),
        "must use one of the ports " + properties.tenantPorts());
    return port;
  }

  private String host(String text) throws RefusedException {
    if (text.startsWith("[")) {
      refuseUnlessPublic(text.substring(1, text.length() - 1));
      return text;
    }
    String host = ascii(text);
    List<String> labels = List.of(host.split("\\.", -1));
    refuseIf(labels.contains(""), "has no valid host");
    if (NUMBER_LIKE.matcher(labels.getLast()).matches()) {
      refuseIf(!QUAD.matcher(host).matches(), "has no valid host");
      refuseUnlessPublic(host);
    }
    boolean local = labels.getLast().equals("localhost");
    refuseIf(local || properties.ownHosts().contains(host), "names an address that is not allowed");
    return host;
  }

  private static String ascii(String host) throws RefusedException {
    try {
      return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new RefusedException("has no valid host");
    }
  }

  private void refuseUnlessPublic(String literal) throws RefusedException {
    try {
      refuseIf(
          !publicAddresses.contain(InetAddress.ofLiteral(literal)),
          "names an address that is not allowed");
    } catch (IllegalArgumentException e) {
      throw new RefusedException("has no valid host");
    }
  }

  private static void refuseIf(boolean refused, String reason) throws RefusedException {
    if (refused) {
      throw new RefusedException(reason);
    }
  }

  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    RefusedException(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
