package io.reelgate.web;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Contact;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
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
                what happened. Every answer carries `x-request-id`, the caller's own if it sent
                one; every error has the same envelope. Beyond the errors that an operation lists, an unknown path answers 404
                `unsupported_endpoint`, an unknown method 405 `method_not_allowed` and a request
                with too large headers 431 `headers_too_large`.\
                """,
            contact = @Contact(name = "Whoever runs this gateway"),
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    servers = @Server(url = "/", description = "This gateway."),
    security = @SecurityRequirement(name = "key"))
@SecurityScheme(
    name = "key",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "An API key, `rg_live_…` or `rg_test_…`; in the local run the word `local`.")
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
  OpenApiCustomizer namedUnions() {
    return new NamedUnions();
  }

  @Bean
  @Order(3)
  OpenApiCustomizer nullableReferences() {
    return new NullableReferences();
  }

  @Bean
  @Order(4)
  OpenApiCustomizer operationNames() {
    return new OperationNames();
  }

  @Bean
  @Order(5)
  OpenApiCustomizer listNames() {
    return new ListNames();
  }

  @Bean
  @Order(6)
  OpenApiCustomizer orderOfUse() {
    return new OrderOfUse();
  }
}
