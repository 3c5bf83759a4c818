package io.reelgate.job;

import io.reelgate.database.Notifications;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Passes on which jobs have changed, whichever replica changed them. A hint that can be lost:
/// whoever needs to know looks now and then, too.
@Component
public class JobFeed implements Notifications.Listener {
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /// Called on the one thread that hears, so it must not take long.
  public interface Listener {
    void changed(Set<JobId> jobs);

    /// Anything may have changed.
    void missed();
  }

  public void tell(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public void heard(String payload) {
    if (payload.equals(Announcer.MANY)) {
      connected();
      return;
    }
    Set<JobId> jobs =
        Arrays.stream(payload.split(",", -1))
            .flatMap(id -> JobId.parse(id).stream())
            .collect(Collectors.toUnmodifiableSet());
    listeners.forEach(each -> each.changed(jobs));
  }

  @Override
  public void connected() {
    listeners.forEach(Listener::missed);
  }
}
