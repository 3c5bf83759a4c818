package io.reelgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogFieldsTests {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @AfterEach
  void clear() {
    MDC.clear();
  }

  @Test
  void nothingIsLeftBehind() {
    try (LogFields _ = LogFields.of(Field.JOB, "one").and(Field.ATTEMPT, "a").trace(PARENT)) {
      assertThat(MDC.getCopyOfContextMap())
          .containsEntry("job", "one")
          .containsEntry("attempt", "a")
          .containsEntry("traceId", "4bf92f3577b34da6a3ce929d0e0e4736")
          .hasSize(3);
    }

    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void whatWasThereBeforeComesBack() {
    MDC.put("tenant", "outer");
    try (LogFields _ = LogFields.of(Field.JOB, "one")) {
      try (LogFields _ =
          LogFields.of(Field.JOB, "two").and(Field.JOB, "three").and(Field.TENANT, "inner")) {
        assertThat(MDC.get("job")).isEqualTo("three");
        assertThat(MDC.get("tenant")).isEqualTo("inner");
      }
      assertThat(MDC.get("job")).isEqualTo("one");
      assertThat(MDC.get("tenant")).isEqualTo("outer");
    }

    assertThat(MDC.getCopyOfContextMap()).hasSize(1).containsEntry("tenant", "outer");
  }

  @Test
  void whatIsNotKnownSaysNothing() {
    try (LogFields _ = LogFields.of(Field.JOB, null).trace("00-no-trace-at-all")) {
      assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }
  }
}
