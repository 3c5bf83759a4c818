package io.reelgate.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.timeout.ReadTimeoutException;
import io.reelgate.provider.FailureKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import reactor.core.Exceptions;

class TransportFaultTests {
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new DeadlinePassedException(), FailureKind.DEADLINE, "deadline"),
        Arguments.of(new UnknownHostException("h"), FailureKind.NETWORK, "dns"),
        Arguments.of(new ConnectException("no"), FailureKind.NETWORK, "connect"),
        Arguments.of(new SSLHandshakeException("no"), FailureKind.NETWORK, "tls"),
        Arguments.of(new TimeoutException(), FailureKind.NETWORK, "timeout"),
        Arguments.of(ReadTimeoutException.INSTANCE, FailureKind.NETWORK, "timeout"),
        Arguments.of(new DataBufferLimitException("big"), FailureKind.UNREADABLE, "too_long"),
        Arguments.of(new IOException("reset"), FailureKind.NETWORK, "transport"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsFoundHoweverDeepItIsWrapped(Exception fault, FailureKind kind, String code) {
    RuntimeException wrapped = new IllegalStateException(new RuntimeException(fault));
    for (Throwable thrown : new Throwable[] {fault, wrapped, Exceptions.propagate(fault)}) {
      assertThat(TransportFault.failure(thrown))
          .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind))
          .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
    }
  }

  @Test
  void aFaultThatCausesItselfEnds() {
    Exception first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));
    assertThat(TransportFault.failure(first).kind()).isEqualTo(FailureKind.NETWORK);
  }
}
