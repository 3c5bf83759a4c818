package io.reelgate.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// The whole gateway on a port of its own with a fresh database, all roles and a quick sandbox.
/// Inject {@link TestGateway}.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "reelgate.roles=api,submit,poll,deliver,sandbox",
      "reelgate.security.admin-key=" + TestGateway.ADMIN_KEY,
      "reelgate.security.key-pepper=a pepper of the tests",
      "reelgate.security.key-pepper-id=tests",
      "reelgate.links.signing-key=a signing key of the tests",
      "reelgate.vault.master-key=" + Replica.MASTER_KEY,
      "reelgate.vault.master-key-id=tests",
      "reelgate.targets.allowed-networks=127.0.0.0/8",
      "reelgate.public-base-url=http://gateway.test",
      "reelgate.sandbox.duration=100ms..300ms",
      "reelgate.sandbox.empiriolabs.requests-per-minute=0",
      "reelgate.providers.empiriolabs.requests-per-minute=60000",
      "reelgate.jobs.sandbox-expected=300ms",
      "reelgate.jobs.poll-first=100ms",
      "reelgate.jobs.poll-longest=500ms",
      "reelgate.jobs.idle=200ms",
      "reelgate.health.refresh=100ms",
      "reelgate.health.exchange=100ms",
      // faults of one test must not close the sandbox's accounts for the next
      "reelgate.admission.submit.window=100000",
      "reelgate.admission.submit.minimum-calls=100000",
      "reelgate.admission.poll.minimum-calls=100000",
      "reelgate.admission.unknowns.most=100000",
      "reelgate.admission.unknowns.percent=100",
      "reelgate.admission.pause=200ms",
      "reelgate.admission.check-every=400ms",
      // more callers than connections take turns, however slow the machine
      "reelgate.database.connection-timeout=20s",
      "management.server.port=0"
    })
@ContextConfiguration(initializers = FreshDatabase.class)
@Import(TestGateway.class)
public @interface GatewayTest {}
