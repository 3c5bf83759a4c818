package io.reelgate.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// A gateway that takes jobs and plays the providers, but has nobody who works: tests do that by
/// hand, with replicas or processes of their own. Inject {@link TestGateway}.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "reelgate.roles=api,sandbox",
      "reelgate.security.admin-key=" + TestGateway.ADMIN_KEY,
      "reelgate.security.key-pepper=" + Replica.PEPPER,
      "reelgate.security.key-pepper-id=tests",
      "reelgate.links.signing-key=" + Replica.SIGNING_KEY,
      "reelgate.vault.master-key=" + Replica.MASTER_KEY,
      "reelgate.vault.master-key-id=tests",
      "reelgate.targets.allowed-networks=127.0.0.0/8",
      "reelgate.public-base-url=http://gateway.test",
      "reelgate.sandbox.duration=100ms..300ms",
      "reelgate.sandbox.submit-latency=0ms..100ms",
      "reelgate.jobs.sandbox-expected=300ms",
      // more callers than connections take turns, however slow the machine
      "reelgate.database.connection-timeout=20s",
      "management.server.port=0"
    })
@ContextConfiguration(initializers = FreshDatabase.class)
@Import(TestGateway.class)
public @interface IdleGatewayTest {}
