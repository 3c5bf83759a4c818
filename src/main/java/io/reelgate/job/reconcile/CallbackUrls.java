package io.reelgate.job.reconcile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.reelgate.job.CallbackAddresses;
import io.reelgate.provider.CallbackReader;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Providers;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The secret address of each attempt: its token, and a code over provider and token that only this
/// gateway can make.
@Component
class CallbackUrls implements CallbackAddresses {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

  private final CallbackProperties properties;
  private final Providers providers;
  private final Environment environment;
  private final String signingKey;

  CallbackUrls(
      CallbackProperties properties,
      Providers providers,
      Environment environment,
      @Value("${reelgate.links.signing-key}") String signingKey) {
    this.properties = properties;
    this.providers = providers;
    this.environment = environment;
    this.signingKey = signingKey;
  }

  @Override
  public @Nullable URI of(ProviderAccount account, UUID token) {
    URI base = base();
    boolean heard =
        account.sandbox()
            ? THIS_MACHINE.contains(base.getHost())
            : "https".equalsIgnoreCase(base.getScheme());
    String provider = account.provider().value();
    return properties.enabled() && heard && reads(account)
        ? URI.create(
            "%s/callbacks/%s/%s.%s".formatted(base, provider, token, code(provider, token)))
        : null;
  }

  private boolean reads(ProviderAccount account) {
    return providers
        .adapter(account.provider())
        .filter(CallbackReader.class::isInstance)
        .isPresent();
  }

  /// Takes the same time wherever the first wrong character is.
  boolean ours(String provider, UUID token, String code) {
    return MessageDigest.isEqual(code(provider, token).getBytes(US_ASCII), code.getBytes(US_ASCII));
  }

  private URI base() {
    String configured = environment.getProperty("reelgate.public-base-url", "");
    return URI.create(
        configured.isBlank()
            ? "http://localhost:" + environment.getProperty("local.server.port", "8080")
            : configured.replaceAll("/+$", ""));
  }

  private String code(String provider, UUID token) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(signingKey.getBytes(UTF_8), ALGORITHM));
      byte[] digest = mac.doFinal(("callback\n" + provider + "\n" + token).getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
