package io.reelgate.provider;

import io.reelgate.catalog.ProviderId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A provider that nobody calls.
record FakeAdapter(ProviderId id, List<ProviderAccount> accounts) implements ProviderAdapter {
  static final URI URL = URI.create("http://10.0.0.7:8080/acme");

  /// With a live account for each name.
  static FakeAdapter of(String provider, String... accounts) {
    var id = new ProviderId(provider);
    return new FakeAdapter(
        id,
        Stream.of(accounts)
            .map(name -> new ProviderAccount(id, name, URL, new Secret("key of " + name), false))
            .toList());
  }

  @Override
  public ProviderClass providerClass() {
    return ProviderClass.BILLS;
  }

  @Override
  public Duration longestSubmit() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration longestPoll(int tickets) {
    return Duration.ofSeconds(1);
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
