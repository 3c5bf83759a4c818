package io.reelgate.video.live;

import io.reelgate.database.Pool;
import io.reelgate.job.JobFeed;
import io.reelgate.job.JobId;
import io.reelgate.job.JobStanding;
import io.reelgate.job.JobStandings;
import io.reelgate.job.JobView;
import io.reelgate.problem.ProblemCode;
import io.reelgate.tenant.ApiKeyId;
import io.reelgate.tenant.KeyChecks;
import io.reelgate.tenant.TenantId;
import io.reelgate.video.VideoPayload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// All readers of this replica, and the one place that looks what is new for them.
@Component
class LiveStreams implements JobFeed.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);

  /// Jobs of one look at the database.
  private static final int BATCH = 500;

  /// What a reader is told at once when it comes back.
  static final int MOST_MISSED = 500;

  /// Changes whose commit took so long are still found.
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  /// More than a delivered event may have: nothing is stored of it.
  private static final int MOST_BYTES = 256 * 1024;

  private final JobStandings standings;
  private final VideoPayload payload;
  private final KeyChecks keys;
  private final LiveProperties properties;
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
  private final Map<JobId, Set<LiveStream>> byJob = new ConcurrentHashMap<>();
  private final Map<TenantId, Set<LiveStream>> byTenant = new ConcurrentHashMap<>();
  private final Set<JobId> dirty = new LinkedHashSet<>();
  private boolean looking;

  LiveStreams(
      JobStandings standings, VideoPayload payload, KeyChecks keys, LiveProperties properties) {
    this.standings = standings;
    this.payload = payload;
    this.keys = keys;
    this.properties = properties;
  }

  int size() {
    return streams.size();
  }

  /// Lets a reader in, who is told of nothing yet.
  ///
  /// @throws io.reelgate.problem.ProblemException when there are too many
  void open(LiveStream stream) {
    long own = streams.stream().filter(each -> each.tenant().equals(stream.tenant())).count();
    if (own >= properties.mostPerTenant()) {
      throw ProblemCode.CONCURRENCY_LIMIT_EXCEEDED.problem(
          null, "this tenant has " + own + " open streams here already");
    }
    if (streams.size() >= properties.mostStreams()) {
      throw ProblemCode.OVERLOADED.problem(null, "this replica has as many streams as it may");
    }
    stream.emitter().onCompletion(() -> leave(stream));
    stream.emitter().onError(broken -> leave(stream));
    stream.emitter().onTimeout(stream::close);
    streams.add(stream);
    stream.open(() -> leave(stream));
  }

  /// From now on the reader is told of changes.
  void follow(LiveStream stream) {
    followers(stream).add(stream);
    if (!streams.contains(stream)) {
      leave(stream);
    }
  }

  private Set<LiveStream> followers(LiveStream stream) {
    Optional<JobId> job = stream.job();
    return job.isPresent()
        ? byJob.computeIfAbsent(job.get(), _ -> ConcurrentHashMap.newKeySet())
        : byTenant.computeIfAbsent(stream.tenant(), _ -> ConcurrentHashMap.newKeySet());
  }

  private void leave(LiveStream stream) {
    stream.end();
    streams.remove(stream);
    stream
        .job()
        .ifPresentOrElse(
            job -> byJob.computeIfPresent(job, (id, all) -> without(all, stream)),
            () -> byTenant.computeIfPresent(stream.tenant(), (id, all) -> without(all, stream)));
  }

  private static @Nullable Set<LiveStream> without(Set<LiveStream> all, LiveStream stream) {
    all.remove(stream);
    return all.isEmpty() ? null : all;
  }

  /// Where a whole tenant is followed, any job can be of interest.
  @Override
  public void changed(Set<JobId> jobs) {
    if (byTenant.isEmpty()) {
      look(jobs.stream().filter(byJob::containsKey).toList());
    } else {
      look(jobs);
    }
  }

  /// The next tick looks at everything.
  @Override
  public void missed() {}

  /// One turn: looks at everything that is followed.
  void tick() {
    if (streams.isEmpty()) {
      return;
    }
    Set<JobId> all = new LinkedHashSet<>(byJob.keySet());
    if (!byTenant.isEmpty()) {
      all.addAll(
          standings.changed(
              List.copyOf(byTenant.keySet()), properties.look().plus(OVERLAP), BATCH));
    }
    look(all);
  }

  /// One turn: keeps quiet streams open.
  void heartbeat() {
    streams.forEach(LiveStream::heartbeat);
  }

  /// One turn: closes the streams whose key would not be let in any more.
  void checkKeys() {
    Set<ApiKeyId> used = streams.stream().map(LiveStream::key).collect(Collectors.toSet());
    if (!used.isEmpty()) {
      Set<ApiKeyId> usable = keys.usable(used);
      streams.stream()
          .filter(each -> used.contains(each.key()) && !usable.contains(each.key()))
          .forEach(LiveStream::close);
    }
  }

  /// Tells a reader who came back what has changed meanwhile, oldest first. One who has missed more
  /// than that gets the rest when it comes back once more.
  void catchUp(LiveStream stream, Duration away) {
    Duration ago = away.compareTo(properties.lookBack()) < 0 ? away : properties.lookBack();
    List<JobId> missed = standings.changed(List.of(stream.tenant()), ago, MOST_MISSED);
    Map<JobId, JobStanding> now =
        standings.now(missed).stream()
            .collect(Collectors.toMap(JobStanding::id, Function.identity()));
    eventsInOrder(now).forEach(stream::send);
    if (missed.size() == MOST_MISSED) {
      stream.close();
    }
  }

  void closeAll() {
    streams.forEach(LiveStream::close);
  }

  /// Has them looked at on one thread, however many ask for it meanwhile.
  void look(Collection<JobId> jobs) {
    synchronized (dirty) {
      dirty.addAll(jobs);
      if (dirty.isEmpty() || looking) {
        return;
      }
      looking = true;
    }
    Thread.ofVirtual().name("live-look").start(() -> Pool.WORK.run(this::lookOn));
  }

  private void lookOn() {
    for (List<JobId> batch = take(); !batch.isEmpty(); batch = take()) {
      try {
        tell(batch);
      } catch (RuntimeException e) {
        LOG.warn(
            "{} followed videos could not be looked at, again with the next turn: {}",
            batch.size(),
            e.toString());
      }
    }
  }

  private List<JobId> take() {
    synchronized (dirty) {
      List<JobId> batch = dirty.stream().limit(BATCH).toList();
      batch.forEach(dirty::remove);
      looking = !batch.isEmpty();
      return batch;
    }
  }

  private void tell(List<JobId> jobs) {
    List<JobStanding> now = standings.now(jobs);
    Map<JobId, JobStanding> wanted =
        now.stream()
            .filter(each -> readers(each).stream().anyMatch(stream -> stream.wants(each)))
            .collect(Collectors.toMap(JobStanding::id, Function.identity()));
    if (!wanted.isEmpty()) {
      eventsInOrder(wanted)
          .forEach(event -> readers(event.standing()).forEach(stream -> stream.send(event)));
    }
    Set<JobId> there = now.stream().map(JobStanding::id).collect(Collectors.toSet());
    jobs.stream().filter(id -> !there.contains(id)).forEach(this::deleted);
  }

  /// Nothing more will be heard of it.
  private void deleted(JobId job) {
    byJob.getOrDefault(job, Set.of()).forEach(LiveStream::close);
  }

  private List<LiveStream> readers(JobStanding standing) {
    List<LiveStream> readers = new ArrayList<>(byJob.getOrDefault(standing.id(), Set.of()));
    readers.addAll(byTenant.getOrDefault(standing.tenant(), Set.of()));
    return readers;
  }

  /// By the time of their change, because a reader that comes back says the last time it has seen.
  private List<LiveEvent> eventsInOrder(Map<JobId, JobStanding> changed) {
    return standings.views(changed.keySet()).stream()
        .map(view -> event(Objects.requireNonNull(changed.get(view.id())), view))
        .sorted(Comparator.comparingLong(each -> each.standing().changedAtMillis()))
        .toList();
  }

  private LiveEvent event(JobStanding standing, JobView view) {
    return new LiveEvent(
        standing, view.status(), payload.of(view, MOST_BYTES).toString(), view.state().terminal());
  }
}
