package io.reelgate.role;

import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The roles that this replica plays.
@Component
public final class Roles {
  private final Set<Role> played;

  Roles(Environment environment) {
    this.played = OnRole.roles(environment);
  }

  public boolean play(Role role) {
    return played.contains(role);
  }
}
