package io.reelgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.sandbox.Task.Phase;
import io.reelgate.sandbox.clip.Clip;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TaskTests {
  private static Task task(String script, Duration takes) {
    TaskOrder order =
        new TaskOrder(
            "id",
            "model",
            "identity",
            "{}",
            new Clip(4, 640, 640, false, 0),
            600_000,
            Script.of(script, "wavespeed"));
    return new Task(order, 1, Instant.EPOCH, -500, takes);
  }

  private static long after(Duration passed) {
    return passed.toNanos() - 500;
  }

  @Test
  void taskIsCreatedThenRunsThenEnds() {
    Task task = task("", Duration.ofSeconds(4));
    assertThat(task.phase(after(Duration.ofMillis(999)))).isEqualTo(Phase.CREATED);
    assertThat(task.phase(after(Duration.ofSeconds(1)))).isEqualTo(Phase.RUNNING);
    assertThat(task.phase(after(Duration.ofMillis(3999)))).isEqualTo(Phase.RUNNING);
    assertThat(task.phase(after(Duration.ofSeconds(4)))).isEqualTo(Phase.SUCCEEDED);
    assertThat(task.elapsed(after(Duration.ofHours(1)))).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void stuckTaskNeverEnds() {
    Task task = task("[sandbox: stuck]", Duration.ofSeconds(4));
    assertThat(task.phase(after(Duration.ofDays(6)))).isEqualTo(Phase.RUNNING);
  }

  @Test
  void scriptedFailureEndsTheTaskInTime() {
    Task task = task("[sandbox: fail=internal]", Duration.ofSeconds(4));
    assertThat(task.phase(after(Duration.ofSeconds(3)))).isEqualTo(Phase.RUNNING);
    assertThat(task.phase(after(Duration.ofSeconds(4)))).isEqualTo(Phase.FAILED);
  }

  @Test
  void flippingTaskIsToldAsRunningOnceAfterItsEnd() {
    Task task = task("[sandbox: poll=flip]", Duration.ZERO);
    assertThat(task.told(after(Duration.ZERO))).isEqualTo(Phase.SUCCEEDED);
    assertThat(task.told(after(Duration.ZERO))).isEqualTo(Phase.RUNNING);
    assertThat(task.told(after(Duration.ZERO))).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void onlyTheFirstPollsAreSpoilt() {
    Task task = task("[sandbox: poll=500x2]", Duration.ZERO);
    assertThat(task.polled()).isNotNull();
    assertThat(task.polled()).isNotNull();
    assertThat(task.polled()).isNull();
  }

  @Test
  void refundWaitsForTheFailureAndItsDelay() {
    Task task = task("[sandbox: fail=internal]", Duration.ofSeconds(4));
    Duration delay = Duration.ofSeconds(2);
    assertThat(task.refundDue(after(Duration.ofSeconds(3)), Duration.ZERO)).isFalse();
    assertThat(task.refundDue(after(Duration.ofSeconds(4)), Duration.ZERO)).isTrue();
    assertThat(task.refundDue(after(Duration.ofSeconds(5)), delay)).isFalse();
    assertThat(task.refundDue(after(Duration.ofSeconds(6)), delay)).isTrue();
  }

  @Test
  void stoppedTaskCostsHalf() {
    Task task = task("", Duration.ofSeconds(4));
    task.stop(after(Duration.ofSeconds(1)));
    assertThat(task.phase(after(Duration.ofSeconds(9)))).isEqualTo(Phase.FAILED);
    assertThat(task.failing()).isEqualTo(Failing.CANCELLED);
    assertThat(task.refundMicros()).isEqualTo(300_000);
  }
}
