package io.reelgate.provider.wavespeed;

import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Secret;
import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Secrets that callbacks are signed with, one for each account: the one of the settings, or else
/// the provider's answer, asked for when it is first needed and again when it does not fit any
/// more.
final class WaveSpeedSecrets {
  /// Whoever sends wrong signatures makes us ask no more often.
  static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(5);

  /// How long a call waits for the answer to a question that another one has put.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Pattern FORM = Pattern.compile("whsec_[\\x21-\\x7e]{1,512}");
  private static final JsonPointer[] PLACES = {
    JsonPointer.compile("/data/secret"),
    JsonPointer.compile("/secret"),
    JsonPointer.compile("/data")
  };

  private final Map<String, Secret> configured;
  private final Function<ProviderAccount, Reply> ask;
  private final LongSupplier nanos;
  private final Map<String, Fetched> accounts = new ConcurrentHashMap<>();

  /// @param configured by the names of accounts
  /// @param ask gives the provider's answer about an account
  /// @param nanos a monotonic clock
  WaveSpeedSecrets(
      Map<String, Secret> configured, Function<ProviderAccount, Reply> ask, LongSupplier nanos) {
    this.configured = Map.copyOf(configured);
    this.ask = ask;
    this.nanos = nanos;
  }

  /// What is known of one account.
  private static final class Fetched {
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Secret secret;
    private volatile @Nullable Long askedAt;
  }

  /// What the account's secret says of a signature.
  enum Verdict {
    FITS,
    DOES_NOT_FIT,
    NO_SECRET
  }

  static boolean usable(String secret) {
    return FORM.matcher(secret).matches();
  }

  /// @param fits whether a signature was made with a secret
  Verdict judge(ProviderAccount account, Predicate<Secret> fits) {
    Secret set = configured.get(account.name());
    if (set != null) {
      return verdict(set, fits);
    }
    Fetched fetched = accounts.computeIfAbsent(account.name(), _ -> new Fetched());
    Verdict verdict = verdict(fetched.secret, fits);
    if (verdict == Verdict.FITS) {
      return verdict;
    }
    refresh(account, fetched);
    return verdict(fetched.secret, fits);
  }

  private static Verdict verdict(@Nullable Secret secret, Predicate<Secret> fits) {
    if (secret == null) {
      return Verdict.NO_SECRET;
    }
    return fits.test(secret) ? Verdict.FITS : Verdict.DOES_NOT_FIT;
  }

  /// An answer that tells no secret leaves the one that is known.
  private void refresh(ProviderAccount account, Fetched fetched) {
    if (!locked(fetched.asking)) {
      return;
    }
    try {
      if (due(fetched.askedAt)) {
        fetched.askedAt = nanos.getAsLong();
        told(ask.apply(account)).ifPresent(secret -> fetched.secret = secret);
      }
    } finally {
      fetched.asking.unlock();
    }
  }

  private static boolean locked(ReentrantLock lock) {
    try {
      return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean due(@Nullable Long askedAt) {
    return askedAt == null || nanos.getAsLong() - askedAt >= ASK_AGAIN_AFTER.toNanos();
  }

  /// The documents leave open where in the answer it stands.
  private static Optional<Secret> told(Reply reply) {
    if (!(reply instanceof Reply.Answered answer) || !answer.successful()) {
      return Optional.empty();
    }
    return ProviderJson.read(answer.body(), JsonNode.class).stream()
        .flatMap(body -> Stream.of(PLACES).map(body::at))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(WaveSpeedSecrets::usable)
        .findFirst()
        .map(Secret::new);
  }
}
