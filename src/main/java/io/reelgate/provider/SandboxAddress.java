package io.reelgate.provider;

import io.reelgate.role.Role;
import io.reelgate.role.Roles;
import java.net.URI;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Where the sandbox listens: at {@code reelgate.sandbox.base-url} if set, else on this replica's
/// own port if it plays the role, else nowhere.
@Component
final class SandboxAddress {
  static final String SETTING = "reelgate.sandbox.base-url";

  private final Environment environment;
  private final Roles roles;

  SandboxAddress(Environment environment, Roles roles) {
    this.environment = environment;
    this.roles = roles;
  }

  /// @param path of one provider's simulator
  Optional<URI> of(String path) {
    return base().map(base -> URI.create(base + "/" + path));
  }

  private Optional<String> base() {
    String configured = environment.getProperty(SETTING, "");
    if (!configured.isBlank()) {
      return Optional.of(configured.replaceAll("/+$", ""));
    }
    String port = environment.getProperty("local.server.port");
    return port != null && roles.play(Role.SANDBOX)
        ? Optional.of("http://127.0.0.1:" + port + "/sandbox")
        : Optional.empty();
  }
}
