package io.reelgate.job.reconcile;

import io.reelgate.catalog.ProviderId;
import io.reelgate.job.UnknownJob;
import io.reelgate.provider.Admission;
import io.reelgate.provider.Admission.Decision;
import io.reelgate.provider.Admission.PollPermit;
import io.reelgate.provider.Admission.Refusal;
import io.reelgate.provider.Failure;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderClass;
import io.reelgate.provider.Providers;
import io.reelgate.provider.TaskFinder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Looks into an unknown attempt in the way of its provider's class. Calls the provider.
@Component
class Inquiries {
  private static final Verdict NO_LIST = new Verdict.Open("the provider shows no tasks");

  private final Providers providers;
  private final Admission admission;
  private final ResendInquiry resends;
  private final SearchInquiry searches;
  private final ListInquiry lists;
  private final ReconcileProperties properties;

  Inquiries(
      Providers providers,
      Admission admission,
      ResendInquiry resends,
      SearchInquiry searches,
      ListInquiry lists,
      ReconcileProperties properties) {
    this.providers = providers;
    this.admission = admission;
    this.resends = resends;
    this.searches = searches;
    this.lists = lists;
    this.properties = properties;
  }

  Verdict ask(UnknownJob job) {
    if (job.calledBackId() != null) {
      return new Verdict.Found(job.calledBackId(), "callback");
    }
    var provider = new ProviderId(job.provider());
    Optional<ProviderAdapter> adapter = providers.adapter(provider);
    Optional<ProviderAccount> account = providers.account(provider, job.account());
    if (adapter.isEmpty() || account.isEmpty()) {
      return new Verdict.Open("the account is not in the settings any more");
    }
    long left = job.trustedUntilNanos() - System.nanoTime();
    return left < longest(adapter.get()).toNanos()
        ? new Verdict.Open("waited too long for its turn")
        : ask(job, account.get(), adapter.get());
  }

  /// A look is a question like a poll: not put while the account wants to be left alone.
  private Verdict ask(UnknownJob job, ProviderAccount account, ProviderAdapter adapter) {
    return switch (admission.toPoll(account)) {
      case Decision.Refused<PollPermit>(Refusal refusal) ->
          new Verdict.Open("not asked, " + refusal, refusal.retryIn());
      case Decision.Admitted<PollPermit>(PollPermit permit) -> {
        try {
          Verdict verdict = asked(job, account, adapter);
          permit.ended(List.of(told(verdict)));
          yield verdict;
        } finally {
          permit.unused();
        }
      }
    };
  }

  /// What a look says of the account, as a poll would.
  private static Progress told(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Open(String _, Duration _, Failure silent) when silent != null ->
          new Progress.NoAnswer(silent);
      case Verdict.Open _, Verdict.Found _, Verdict.Refused _, Verdict.Absent _ ->
          Progress.Running.UNTOLD;
    };
  }

  private Verdict asked(UnknownJob job, ProviderAccount account, ProviderAdapter adapter) {
    return switch (adapter.providerClass()) {
      case DEDUPES -> resends.ask(job, account, adapter);
      case SEARCHES ->
          adapter instanceof TaskFinder finder ? searches.ask(job, account, finder) : NO_LIST;
      case LISTS, BILLS ->
          adapter instanceof TaskFinder finder ? lists.ask(job, account, finder) : NO_LIST;
    };
  }

  /// The longest that one look can take.
  static Duration longest(ProviderAdapter adapter) {
    Duration found = adapter instanceof TaskFinder finder ? finder.longestFind() : Duration.ZERO;
    return adapter.providerClass() == ProviderClass.DEDUPES
        ? adapter.longestPoll(1).plus(adapter.longestSubmit())
        : found;
  }

  /// How long after its intent an attempt is looked into.
  Duration window(UnknownJob job) {
    boolean resent =
        providers
            .adapter(new ProviderId(job.provider()))
            .filter(each -> each.providerClass() == ProviderClass.DEDUPES)
            .isPresent();
    return resent ? properties.resendWindow() : properties.window();
  }
}
