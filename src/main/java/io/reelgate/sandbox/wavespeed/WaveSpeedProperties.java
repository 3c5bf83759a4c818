package io.reelgate.sandbox.wavespeed;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the provider's real behaviour is not known for sure, a setting picks one.
///
/// @param emptyAccountStatus status that refuses a submit when the account holds too little
/// @param deletedAnswers404 whether a deleted task is unknown; otherwise its status is `deleted`
/// @param deleteStops whether deleting a running task ends it and returns half of the charge;
///   otherwise it runs on at full charge
/// @param validateLate whether a bad parameter is accepted and fails the task with code 1401
/// @param inputSeconds assumed length of input clips that this sandbox did not make
/// @param webhookSecret signs webhooks; it starts with `whsec_`, empty makes one up at the start
/// @param webhookHosts hosts that webhooks may be sent to
/// @param webhookBackoff pause before a webhook's second try; it doubles each time
@ConfigurationProperties("reelgate.sandbox.wavespeed")
record WaveSpeedProperties(
    @DefaultValue("402") int emptyAccountStatus,
    @DefaultValue("true") boolean deletedAnswers404,
    @DefaultValue("false") boolean deleteStops,
    @DefaultValue("false") boolean validateLate,
    @DefaultValue("5") int inputSeconds,
    @DefaultValue("") String webhookSecret,
    @DefaultValue({"localhost", "127.0.0.1"}) List<String> webhookHosts,
    @DefaultValue("1s") Duration webhookBackoff) {

  WaveSpeedProperties {
    webhookHosts = List.copyOf(webhookHosts);
    if (emptyAccountStatus < 400 || emptyAccountStatus > 499) {
      throw new IllegalArgumentException(
          "reelgate.sandbox.wavespeed.empty-account-status must be a 4xx status");
    }
    if (!webhookSecret.isEmpty() && !webhookSecret.startsWith("whsec_")) {
      throw new IllegalArgumentException(
          "reelgate.sandbox.wavespeed.webhook-secret must start with whsec_");
    }
    if (inputSeconds < 1) {
      throw new IllegalArgumentException(
          "reelgate.sandbox.wavespeed.input-seconds must be positive");
    }
  }
}
