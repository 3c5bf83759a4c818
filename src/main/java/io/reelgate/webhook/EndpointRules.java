package io.reelgate.webhook;

import io.reelgate.outbound.TargetRules;
import io.reelgate.outbound.UrlCheck;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Checks what tenants send about endpoints. An error names the rule and never an address.
@Component
class EndpointRules {
  private static final int MAX_NAME = 100;

  private final TargetRules targets;

  EndpointRules(TargetRules targets) {
    this.targets = targets;
  }

  EndpointInput input(EndpointRequests.Create request) {
    if (request.url() == null) {
      throw missing("url");
    }
    if (request.eventTypes() == null) {
      throw missing("event_types");
    }
    String url = url(request.url());
    String host = URI.create(url).getHost();
    String usual = host.substring(0, Math.min(MAX_NAME, host.length()));
    String name = request.name() == null ? usual : name(request.name());
    return new EndpointInput(name, url, types(request.eventTypes()), true);
  }

  EndpointChange change(EndpointRequests.Update request) {
    return new EndpointChange(
        request.name() == null ? null : name(request.name()),
        request.url() == null ? null : url(request.url()),
        request.eventTypes() == null ? null : types(request.eventTypes()),
        request.enabled());
  }

  private String url(String url) {
    return switch (targets.check(url)) {
      case UrlCheck.Allowed allowed -> allowed.uri().toString();
      case UrlCheck.Refused refused -> throw invalid("url", "url " + refused.reason());
    };
  }

  private static String name(String name) {
    boolean printable = name.codePoints().noneMatch(EndpointRules::isUnprintable);
    if (name.isBlank() || name.length() > MAX_NAME || !printable) {
      throw invalid("name", "name must be 1 to " + MAX_NAME + " printable characters");
    }
    return name;
  }

  private static boolean isUnprintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }

  private static List<String> types(List<@Nullable String> words) {
    Set<String> types = new LinkedHashSet<>();
    for (String word : words) {
      if (word == null || EventType.of(word).isEmpty()) {
        throw unknownType("event_types");
      }
      types.add(word);
    }
    if (types.isEmpty()) {
      throw unknownType("event_types");
    }
    return List.copyOf(types);
  }

  private static ProblemException unknownType(String param) {
    return invalid(
        param, param + " must name one of these: " + String.join(", ", EventType.words()));
  }

  private static ProblemException missing(String param) {
    return ProblemCode.MISSING_REQUIRED_PARAMETER.problem(param, param + " is required");
  }

  static ProblemException invalid(String param, String message) {
    return ProblemCode.INVALID_VALUE.problem(param, message);
  }
}
