package io.reelgate.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeasesTests {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final Set<String> granted = new HashSet<>();
  private int renewals;
  private final Leases leases = new Leases(LENGTH, MARGIN, this::renew);

  private Set<Lease> renew(Collection<Lease> held) {
    renewals++;
    Set<Lease> ours = new HashSet<>(held);
    ours.removeIf(lease -> !granted.contains(lease.id()));
    return ours;
  }

  @Test
  void aLeaseIsTrustedUntilItsMarginBegins() {
    long now = System.nanoTime();

    assertThat(leases.hold("a", 1, now - Duration.ofSeconds(40).toNanos()).trusted()).isTrue();
    assertThat(leases.hold("b", 1, now - Duration.ofSeconds(50).toNanos()).trusted()).isFalse();
  }

  @Test
  void allHeldLeasesAreRenewedTogether() {
    Lease old = leases.hold("a", 1, System.nanoTime() - Duration.ofSeconds(50).toNanos());
    leases.hold("b", 1, System.nanoTime());
    granted.addAll(Set.of("a", "b"));

    leases.renewAll();

    assertThat(renewals).isEqualTo(1);
    assertThat(old.trusted()).isTrue();
  }

  @Test
  void aLeaseThatIsNotGrantedIsLostForGood() {
    Lease lease = leases.hold("a", 1, System.nanoTime());

    leases.renewAll();
    assertThat(lease.trusted()).isFalse();

    leases.renewed(lease, System.nanoTime());
    assertThat(lease.trusted()).isFalse();
    leases.renewAll();
    assertThat(renewals).isEqualTo(1);
  }

  @Test
  void aRenewalThatFailsTakesNothingAway() {
    var failing =
        new Leases(
            LENGTH,
            MARGIN,
            held -> {
              throw new IllegalStateException("no connection");
            });
    Lease lease = failing.hold("a", 1, System.nanoTime());

    assertThatIllegalStateException().isThrownBy(failing::renewAll);
    assertThat(lease.trusted()).isTrue();
  }

  @Test
  void aReleasedLeaseIsNotRenewed() {
    leases.release(leases.hold("a", 1, System.nanoTime()));

    leases.renewAll();

    assertThat(renewals).isZero();
  }
}
