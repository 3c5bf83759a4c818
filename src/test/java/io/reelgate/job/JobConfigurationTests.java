package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.reelgate.catalog.ProviderId;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderClass;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.provider.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JobConfigurationTests {
  private static JobsProperties properties(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("reelgate.jobs", JobsProperties.class);
  }

  /// Needs so long for a submit, and for each ten tickets of a poll.
  private record Slow(Duration longest) implements ProviderAdapter {
    @Override
    public ProviderId id() {
      return new ProviderId("slow");
    }

    @Override
    public ProviderClass providerClass() {
      return ProviderClass.BILLS;
    }

    @Override
    public List<ProviderAccount> accounts() {
      return List.of();
    }

    @Override
    public Duration longestSubmit() {
      return longest;
    }

    @Override
    public Duration longestPoll(int tickets) {
      return longest.multipliedBy(Math.ceilDiv(tickets, 10));
    }

    @Override
    public Submission submit(SubmitOrder order) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<Ticket, Progress> poll(ProviderAccount account, List<Ticket> tickets) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aSubmitMustEndWithinTheTrustedPartOfItsLease() {
    JobsProperties properties = properties(Map.of());

    assertThatCode(() -> JobConfiguration.insideLease(new Slow(Duration.ofSeconds(49)), properties))
        .doesNotThrowAnyException();
    assertThatIllegalStateException()
        .isThrownBy(
            () -> JobConfiguration.insideLease(new Slow(Duration.ofSeconds(50)), properties))
        .withMessageContaining("reelgate.jobs.lease");
  }

  @Test
  void aPollBatchMustEndWithinTheTrustedPartOfItsLease() {
    JobsProperties small = properties(Map.of("reelgate.jobs.poll-batch", "20"));
    JobsProperties large = properties(Map.of("reelgate.jobs.poll-batch", "50"));
    var adapter = new Slow(Duration.ofSeconds(10));

    assertThatCode(() -> JobConfiguration.insidePollLease(adapter, small))
        .doesNotThrowAnyException();
    assertThatIllegalStateException()
        .isThrownBy(() -> JobConfiguration.insidePollLease(adapter, large))
        .withMessageContaining("reelgate.jobs.poll-batch");
  }
}
