package io.reelgate.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/// The bean exists only on replicas whose setting {@code reelgate.roles} names the sandbox.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Conditional(OnSandboxRole.class)
public @interface ConditionalOnSandbox {}
