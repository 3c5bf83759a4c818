package io.reelgate.telemetry;

import java.util.Locale;

/// What log lines and spans say of a step, beside their words. Nothing else is ever put on a span;
/// prompts, keys and URLs have no field.
public enum Field {
  TENANT,
  JOB,
  /// The attempt's token.
  ATTEMPT,
  /// Which attempt of the job it is, from 1.
  NUMBER,
  PROVIDER,
  ACCOUNT,
  OFFER,
  EVENT,
  DELIVERY,
  ENDPOINT,
  /// Which try of a delivery it is, from 1.
  TRY,
  /// What came of the step, in one word.
  OUTCOME;

  static final String SPAN_PREFIX = "reelgate.";

  private final String word = name().toLowerCase(Locale.ROOT);

  /// Its name in log lines.
  String word() {
    return word;
  }

  /// Its name on spans.
  String tag() {
    return SPAN_PREFIX + word;
  }
}
