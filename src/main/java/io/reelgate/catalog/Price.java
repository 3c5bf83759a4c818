package io.reelgate.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonValue;
import io.reelgate.money.Usd;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// An offer's rule for what one resolution costs: billed input seconds × their rate + output
/// seconds × theirs, for each output, and never less than the minimum. Stored with the job, so that
/// a later price never changes it.
///
/// @param outputSecond dollars per second of output
/// @param input what a source or reference clip costs; null where it is free
/// @param minimum least dollars of one output
/// @param worstFactor what the cost is multiplied by for the worst case, at least one
/// @param source the provider sheet's word on where the figure is from
public record Price(
    BigDecimal outputSecond,
    @Nullable InputPrice input,
    BigDecimal minimum,
    BigDecimal worstFactor,
    Certainty certainty,
    String source) {
  private static final int VERSION_DIGITS = 12;

  /// How sure a figure is.
  public enum Certainty {
    /// The provider's own documentation says so.
    DOCUMENTED,
    /// Others say so.
    THIRD_PARTY,
    /// Concluded from something else.
    GUESSED;

    /// The word in the catalog and on the wire.
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What the input clips cost.
  ///
  /// @param perSecond dollars
  /// @param minSeconds a shorter input is billed as this long
  /// @param maxSeconds a longer input is cut to this, and an unknown one is billed as this
  /// @param onlyWorst whether the input counts in the worst case alone, because it is not known to
  ///   be billed
  public record InputPrice(
      BigDecimal perSecond, int minSeconds, int maxSeconds, boolean onlyWorst) {

    /// @param seconds length of the input clips together; null where it is not known
    BigDecimal dollars(@Nullable Double seconds) {
      int billed =
          seconds == null
              ? maxSeconds
              : Math.clamp((long) Math.ceil(seconds), minSeconds, maxSeconds);
      return perSecond.multiply(BigDecimal.valueOf(billed));
    }
  }

  /// What the order is expected to cost; rounds up.
  ///
  /// @param inputSeconds length of the input clips together; null where it is not known
  /// @param outputSeconds length of one output, whole seconds
  public Usd estimate(@Nullable Double inputSeconds, int outputSeconds, int outputs) {
    boolean counts = input != null && !input.onlyWorst();
    return Usd.ceiling(dollars(counts, inputSeconds, outputSeconds, outputs));
  }

  /// The most that the order can cost; rounds up.
  ///
  /// @param inputSeconds length of the input clips together; null where it is not known
  /// @param outputSeconds length of one output, whole seconds
  public Usd worst(@Nullable Double inputSeconds, int outputSeconds, int outputs) {
    BigDecimal dollars = dollars(input != null, inputSeconds, outputSeconds, outputs);
    return Usd.ceiling(dollars.multiply(worstFactor));
  }

  private BigDecimal dollars(
      boolean inputCounts, @Nullable Double inputSeconds, int outputSeconds, int outputs) {
    BigDecimal output = outputSecond.multiply(BigDecimal.valueOf(outputSeconds));
    BigDecimal one =
        input == null || !inputCounts ? output : output.add(input.dollars(inputSeconds));
    return one.max(minimum).multiply(BigDecimal.valueOf(outputs));
  }

  /// Twelve hexadecimal digits that are the same for the same rule, whatever file it is from.
  public String version() {
    StringJoiner rule = new StringJoiner("/");
    rule.add(plain(outputSecond)).add(plain(minimum)).add(plain(worstFactor));
    if (input != null) {
      rule.add(plain(input.perSecond()))
          .add(input.minSeconds() + "-" + input.maxSeconds())
          .add(Boolean.toString(input.onlyWorst()));
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(rule.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
