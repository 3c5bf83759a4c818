package io.reelgate.provider.empiriolabs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reelgate.provider.http.HttpLimits;
import io.reelgate.provider.http.ProviderClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/// The provider's answers as files, and an adapter that reads them.
final class Samples {
  static final String ID = "3f6c0b52-6d0e-4f0f-9a55-1d1f7c1b9a10";
  static final String OUTPUT = "https://cdn.example.org/out/clip.mp4?token=abc&expires=1764236472";

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T11:11:00Z"), ZoneOffset.UTC);

  private Samples() {}

  /// An adapter at eleven minutes past eleven on the day of these answers.
  static EmpirioLabsAdapter adapter(HttpLimits limits, int requestsPerMinute) {
    EmpirioLabsClient client =
        new EmpirioLabsClient(
            new ProviderClient("empiriolabs", limits),
            new EmpirioLabsLimits(requestsPerMinute, 80, System::nanoTime),
            4);
    var times = new EmpirioLabsAdapter.Times(Duration.ofHours(1), Duration.ofMinutes(1));
    return new EmpirioLabsAdapter(List.of(), client, CLOCK, times);
  }

  static String named(String file) {
    try {
      return new ClassPathResource(file, Samples.class).getContentAsString(UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
