package io.reelgate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnLogTests {
  @Test
  void aStackTraceGoesWithTheThreadThatLoggedIt() {
    String mine = "[reelgate] [%15s]".formatted(Thread.currentThread().getName());
    String output =
        """
        printed
        2026-11-21T11:49:10.048Z ERROR 23399 --- [reelgate] [      poll-item] a.B : theirs
        java.lang.IllegalStateException: theirs,
        in two lines
        \tat a.B.c(B.java:1)
        Caused by: java.lang.Error

        2026-11-21T11:49:10.049Z ERROR 23399 --- %s a.B : mine
        java.lang.Error: mine
        \tat a.B.c(B.java:1)
        11:49:10.050 [poll-item] WARN a.B -- theirs
        11:49:10.050 [%s] WARN a.B -- mine
        """
            .formatted(mine, Thread.currentThread().getName());

    assertThat(OwnLog.lines(output))
        .hasSize(5)
        .contains("printed", "java.lang.Error: mine", "\tat a.B.c(B.java:1)")
        .noneMatch(each -> each.contains("theirs"));
  }
}
