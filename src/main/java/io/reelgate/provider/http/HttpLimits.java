package io.reelgate.provider.http;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How long and how much a provider may take to answer. A provider's settings have it under {@code
/// http}.
///
/// @param connectTimeout until the connection stands; 3 s
/// @param tlsTimeout until TLS is agreed; 5 s
/// @param responseTimeout longest silence while waiting for an answer; 30 s
/// @param submitTotal a paid order from start to end, which must fit into a lease; 40 s
/// @param pollTotal one question about a task from start to end; 10 s
/// @param maxAnswer a longer answer is cut off and counts as unreadable; 1 MB
/// @param pollConnections most connections for questions at a time; 64
/// @param pollPending most questions that wait for a connection, more get no answer; 512
public record HttpLimits(
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("5s") Duration tlsTimeout,
    @DefaultValue("30s") Duration responseTimeout,
    @DefaultValue("40s") Duration submitTotal,
    @DefaultValue("10s") Duration pollTotal,
    @DefaultValue("1MB") DataSize maxAnswer,
    @DefaultValue("64") int pollConnections,
    @DefaultValue("512") int pollPending) {

  public HttpLimits {
    check(connectTimeout.isPositive(), "connect-timeout must be positive");
    check(tlsTimeout.isPositive(), "tls-timeout must be positive");
    check(responseTimeout.isPositive(), "response-timeout must be positive");
    check(
        submitTotal.compareTo(responseTimeout) >= 0,
        "submit-total must not be shorter than response-timeout");
    check(pollTotal.isPositive(), "poll-total must be positive");
    check(
        maxAnswer.toBytes() > 0 && maxAnswer.toBytes() <= Integer.MAX_VALUE,
        "max-answer must be between one byte and 2 GB");
    check(pollConnections > 0, "poll-connections must be positive");
    check(pollPending > 0, "poll-pending must be positive");
  }

  private static void check(boolean kept, String reason) {
    if (!kept) {
      throw new IllegalArgumentException(reason);
    }
  }
}
