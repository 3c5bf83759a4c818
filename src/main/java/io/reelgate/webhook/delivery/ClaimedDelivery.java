package io.reelgate.webhook.delivery;

import io.reelgate.job.CallbackFormat;
import io.reelgate.tenant.TenantId;
import io.reelgate.webhook.EndpointId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A delivery that this process holds, with all it takes to send it.
///
/// @param endpoint whose secret signs; null where it is the tenant's secret for callbacks
/// @param endpointId the row that limits and breaker belong to
/// @param format of the event's body, which decides about the headers
/// @param jobId null where the event is not about a video
/// @param sender who holds it: one of those of this process, with what else it holds of the
///   endpoint
/// @param number of this try, from 1
/// @param round tries of the present round, this one included; a replay begins a new round
/// @param month partition of the row of this try
/// @param claimedAtMillis the database clock at the claim
/// @param waitedMillis from the event to this claim
/// @param takenAt the monotonic clock before the claiming transaction began
record ClaimedDelivery(
    String id,
    int epoch,
    TenantId tenant,
    @Nullable EndpointId endpoint,
    String endpointId,
    String eventId,
    String eventType,
    CallbackFormat format,
    @Nullable String jobId,
    String url,
    String body,
    String sender,
    int number,
    int round,
    LocalDate month,
    long claimedAtMillis,
    long waitedMillis,
    long takenAt) {
  /// What OpenRouter's receivers know an event by: the video and how it ended.
  String openRouterKey() {
    return jobId + "-" + eventType.substring(eventType.lastIndexOf('.') + 1);
  }

  /// The URL may hold a secret.
  @Override
  public String toString() {
    return "ClaimedDelivery[" + id + ", " + eventId + ", try " + number + "]";
  }
}
