package io.reelgate.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// Runs the sandbox alone on a real port: no database, no security, no other package.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = SandboxOnly.class,
    properties = {
      "reelgate.roles=sandbox",
      "reelgate.sandbox.duration=50ms..100ms",
      "reelgate.sandbox.trickle=1ms",
      "reelgate.sandbox.balance-usd=5000",
      "reelgate.sandbox.wavespeed.webhook-secret=whsec_0123456789abcdef0123456789abcdef",
      "reelgate.sandbox.wavespeed.webhook-backoff=10ms"
    })
public @interface SandboxTest {}
