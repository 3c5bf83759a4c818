package io.reelgate.job.reconcile;

import io.reelgate.catalog.CurrentCatalog;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Terms;
import io.reelgate.job.CallbackAddresses;
import io.reelgate.job.UnknownJob;
import io.reelgate.provider.Failure;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.SendDeadline;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.provider.Ticket;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds the truth where the provider refuses a second task under our token: asks about the task
/// under the id that it would have, and then sends the identical order again, so that there is a
/// task in either case, and one only.
@Component
class ResendInquiry {
  private final CurrentCatalog catalog;
  private final CallbackAddresses callbacks;

  ResendInquiry(CurrentCatalog catalog, CallbackAddresses callbacks) {
    this.catalog = catalog;
    this.callbacks = callbacks;
  }

  Verdict ask(UnknownJob job, ProviderAccount account, ProviderAdapter adapter) {
    String id = adapter.upstreamId(job.token(), job.spec()).orElse(null);
    if (id == null) {
      return new Verdict.Open("the adapter cannot tell the task's id");
    }
    Ticket ticket = new Ticket(job.token(), id);
    Progress told = adapter.poll(account, List.of(ticket)).get(ticket);
    return switch (told) {
      case Progress.Running _, Progress.Succeeded _, Progress.Failed _ ->
          new Verdict.Found(id, "poll");
      case Progress.NoAnswer(Failure failure, boolean _) -> Verdict.Open.silent(failure);
      case Progress.NotFound _ -> unseen(job, account, adapter);
      case null -> new Verdict.Open("the adapter left it out");
    };
  }

  /// Right after the send the provider may not show its own task yet.
  private Verdict unseen(UnknownJob job, ProviderAccount account, ProviderAdapter adapter) {
    if (job.checks() == 1) {
      return new Verdict.Open("not seen at the provider");
    }
    if (job.cancelled()) {
      return new Verdict.Open("not seen at the provider, and cancelled, so not sent again");
    }
    Optional<Offer> offer = offer(job);
    Optional<Terms> terms =
        offer
            .flatMap(each -> each.terms(job.spec().operation()))
            .filter(each -> each.upstream().equals(job.upstream()));
    return !job.asSent() || terms.isEmpty()
        ? new Verdict.Open("the order cannot be made again word for word")
        : again(job, account, adapter, offer.orElseThrow(), terms.get());
  }

  private Optional<Offer> offer(UnknownJob job) {
    return catalog.get().offers(job.spec().model()).stream()
        .filter(each -> each.id().toString().equals(job.offer()))
        .findFirst();
  }

  private Verdict again(
      UnknownJob job, ProviderAccount account, ProviderAdapter adapter, Offer offer, Terms terms) {
    long latest = job.trustedUntilNanos() - adapter.longestSubmit().toNanos();
    var order =
        new SubmitOrder(
            job.token(),
            account,
            offer,
            terms,
            job.spec(),
            true,
            callbacks.of(account, job.token()),
            new SendDeadline(latest));
    return switch (adapter.submit(order)) {
      case Submission.Accepted(String upstreamId, Progress _) ->
          new Verdict.Found(upstreamId, "sent again");
      case Submission.Refused(Failure failure) when failure.kind().permanent() ->
          new Verdict.Refused(failure);
      case Submission.Refused(Failure failure) -> notLearned(failure);
      case Submission.NotSent(Failure failure) -> notLearned(failure);
      case Submission.Unclear(Failure failure) -> notLearned(failure);
    };
  }

  /// That the provider takes nothing now says nothing about the first send.
  private static Verdict notLearned(Failure failure) {
    return new Verdict.Open(
        "sent again, to no avail: %s %s".formatted(failure.kind(), failure.code()));
  }
}
