package io.reelgate.video.live;

import io.reelgate.job.JobId;
import io.reelgate.job.JobStanding;
import io.reelgate.tenant.ApiKeyId;
import io.reelgate.tenant.TenantId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/// One reader. What it is to get waits in a short line, and a thread lives only while that is being
/// written. A reader that is too slow is let go: it comes back and says what it has seen.
final class LiveStream {
  private static final int MOST_WAITING = 600;
  private static final int MOST_SEEN = 1_000;
  private static final long RETRY_MILLIS = 1_000;

  private final TenantId tenant;
  private final ApiKeyId key;
  private final @Nullable JobId job;
  private final SseEmitter emitter;
  private volatile Runnable gone = () -> {};
  private final Deque<SseEventBuilder> line = new ArrayDeque<>();
  private final Map<JobId, Seen> seen = new Lately();
  private boolean writing;
  private boolean closing;
  private boolean over;

  /// @param job the video that is followed; null for all of the tenant
  LiveStream(TenantId tenant, ApiKeyId key, @Nullable JobId job, SseEmitter emitter) {
    this.tenant = tenant;
    this.key = key;
    this.job = job;
    this.emitter = emitter;
  }

  /// What the reader knows of a video.
  private record Seen(int sequence, int progress, String status) {}

  /// Forgets what was seen longest ago.
  private static final class Lately extends LinkedHashMap<JobId, Seen> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<JobId, Seen> eldest) {
      return size() > MOST_SEEN;
    }
  }

  TenantId tenant() {
    return tenant;
  }

  ApiKeyId key() {
    return key;
  }

  Optional<JobId> job() {
    return Optional.ofNullable(job);
  }

  SseEmitter emitter() {
    return emitter;
  }

  /// Whether this would be news.
  synchronized boolean wants(JobStanding standing) {
    Seen last = seen.get(standing.id());
    return last == null
        || standing.sequence() > last.sequence()
        || (standing.sequence() == last.sequence() && standing.progress() > last.progress());
  }

  /// The reader has said that it knows this much.
  synchronized void knows(JobStanding standing, String status) {
    seen.put(standing.id(), new Seen(standing.sequence(), standing.progress(), status));
  }

  /// Begins with how long to wait before coming back.
  ///
  /// @param whenGone is told when nothing more can be sent, maybe more than once
  synchronized void open(Runnable whenGone) {
    gone = whenGone;
    add(SseEmitter.event().reconnectTime(RETRY_MILLIS));
  }

  synchronized void send(LiveEvent event) {
    JobStanding standing = event.standing();
    if (!wants(standing)) {
      return;
    }
    Seen last = seen.get(standing.id());
    String type = event.type(last == null ? "" : last.status());
    knows(standing, event.status());
    add(SseEmitter.event().id(id(standing)).name(type).data(event.json()));
    if (event.last() && job != null) {
      closing = true;
    }
  }

  /// Of one video it is the sequence; of a tenant it is the time, which all its videos share.
  private String id(JobStanding standing) {
    return Long.toString(job == null ? standing.changedAtMillis() : standing.sequence());
  }

  synchronized void heartbeat() {
    if (line.isEmpty()) {
      add(SseEmitter.event().comment(""));
    }
  }

  synchronized void close() {
    closing = true;
    write();
  }

  private void add(SseEventBuilder event) {
    if (over || closing) {
      return;
    }
    if (line.size() >= MOST_WAITING) {
      line.clear();
      closing = true;
    } else {
      line.add(event);
    }
    write();
  }

  private void write() {
    if (!writing && !over) {
      writing = true;
      Thread.ofVirtual().name("live-stream").start(this::drain);
    }
  }

  private void drain() {
    try {
      for (SseEventBuilder next = next(); next != null; next = next()) {
        emitter.send(next);
      }
    } catch (IOException | IllegalStateException broken) {
      end();
      emitter.completeWithError(broken);
      gone.run();
    }
  }

  /// The last one is followed by the end of the stream.
  private @Nullable SseEventBuilder next() {
    boolean done;
    synchronized (this) {
      SseEventBuilder next = over ? null : line.poll();
      if (next != null) {
        return next;
      }
      writing = false;
      done = closing && !over;
      over = over || closing;
    }
    if (done) {
      emitter.complete();
      gone.run();
    }
    return null;
  }

  synchronized void end() {
    over = true;
    line.clear();
  }
}
