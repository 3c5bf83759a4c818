package io.reelgate.video.live;

import io.reelgate.database.Pool;
import io.reelgate.job.JobFeed;
import io.reelgate.role.ConditionalOnRole;
import io.reelgate.role.Role;
import io.reelgate.work.Ticker;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveProperties.class)
class LiveConfiguration {
  /// A revoked key must be without effect everywhere within ten seconds.
  private static final Duration KEYS_EVERY = Duration.ofSeconds(5);

  @Bean
  @ConditionalOnRole(Role.API)
  Ticker liveTicker(LiveStreams streams, JobFeed feed, LiveProperties properties) {
    feed.tell(streams);
    return new Ticker("live", Pool.WORK, properties.look(), streams::tick);
  }

  @Bean
  @ConditionalOnRole(Role.API)
  Ticker liveHeartbeat(LiveStreams streams, LiveProperties properties) {
    return new Ticker("live-heartbeat", Pool.WORK, properties.heartbeat(), streams::heartbeat);
  }

  @Bean
  @ConditionalOnRole(Role.API)
  Ticker liveKeys(LiveStreams streams) {
    return new Ticker("live-keys", Pool.WORK, KEYS_EVERY, streams::checkKeys);
  }

  /// Streams never end by themselves, so a stopping server would wait for them in vain. Goes first.
  @Bean
  SmartLifecycle liveEnd(LiveStreams streams) {
    return new SmartLifecycle() {
      private volatile boolean running;

      @Override
      public void start() {
        running = true;
      }

      @Override
      public void stop() {
        running = false;
        streams.closeAll();
      }

      @Override
      public boolean isRunning() {
        return running;
      }
    };
  }
}
