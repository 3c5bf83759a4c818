package io.reelgate.web;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// What the API's description says about all routes alike.
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
    info =
        @Info(
            title = "Reelgate",
            version = "1",
            description =
                """
                One REST API for many AI video providers, spoken by the official OpenAI SDKs. An
                accepted video is never lost, never paid for twice, and every answer says honestly
                what happened. Every answer carries `x-request-id`; every error has the same
                envelope.\
                """,
            license = @License(name = "Apache-2.0", identifier = "Apache-2.0")),
    security = @SecurityRequirement(name = "key"))
@SecurityScheme(
    name = "key",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "An API key, `rg_live_…` or `rg_test_…`.")
@SecurityScheme(
    name = "admin",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "The operator's own key; opens only `/v1/admin`.")
class OpenApiConfiguration {
  @Bean
  @Order(1)
  OpenApiCustomizer commonAnswers() {
    return new CommonAnswers();
  }

  @Bean
  @Order(2)
  OpenApiCustomizer nullableReferences() {
    return new NullableReferences();
  }
}
