package io.reelgate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class InsistTests {
  private final AtomicInteger writes = new AtomicInteger();

  private int failOnceWith(RuntimeException failure) {
    if (writes.incrementAndGet() == 1) {
      throw failure;
    }
    return writes.get();
  }

  static RuntimeException[] passing() {
    return new RuntimeException[] {
      new DataAccessResourceFailureException("the connection is lost"),
      new CannotCreateTransactionException("no connection"),
      new CannotAcquireLockException("locked"),
      new TransactionSystemException("the commit was not answered"),
      new JpaSystemException(new IllegalStateException("the rollback was not answered"))
    };
  }

  static RuntimeException[] lasting() {
    return new RuntimeException[] {
      new DataIntegrityViolationException("a second owner"),
      new BadSqlGrammarException("write", "selct", new SQLException()),
      new IllegalStateException("a bug")
    };
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatMayPassIsTriedAgain(RuntimeException failure) {
    assertThat(Insist.on("a write", Duration.ofSeconds(30), () -> failOnceWith(failure)))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatTheDatabaseWouldRefuseAgainIsNot(RuntimeException failure) {
    assertThatThrownBy(
            () -> Insist.on("a write", Duration.ofSeconds(30), () -> failOnceWith(failure)))
        .isSameAs(failure);
    assertThat(writes).hasValue(1);
  }

  @Test
  void theLastFailureIsThrownWhenTheTimeIsOver() {
    var failure = new CannotCreateTransactionException("no connection");

    assertThatThrownBy(() -> Insist.on("a write", Duration.ZERO, () -> failOnceWith(failure)))
        .isSameAs(failure);
  }

  @Test
  void anInterruptEndsTheWaiting() {
    var failure = new CannotCreateTransactionException("no connection");
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () -> Insist.on("a write", Duration.ofMinutes(10), () -> failOnceWith(failure)))
        .isSameAs(failure);
    assertThat(Thread.interrupted()).isTrue();
  }
}
