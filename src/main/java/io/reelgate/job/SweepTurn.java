package io.reelgate.job;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One turn of the sweep: each part in a transaction of its own, so that one which fails does not
/// keep the others from their rows.
record SweepTurn(Sweep sweep) implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SweepTurn.class);

  @Override
  public void run() {
    List.<Runnable>of(sweep::lapsedLeases, sweep::lateAnswers, sweep::deadlines)
        .forEach(SweepTurn::part);
  }

  private static void part(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      LOG.warn("sweep: a part failed and is tried again next turn: {}", e.toString());
    }
  }
}
