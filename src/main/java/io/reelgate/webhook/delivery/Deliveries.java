package io.reelgate.webhook.delivery;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.tenant.Caller;
import io.reelgate.tenant.TenantId;
import io.reelgate.webhook.delivery.DeliveryLog.Row;
import io.reelgate.webhook.delivery.DeliveryLog.Selection;
import io.reelgate.webhook.delivery.DeliveryLog.Try;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to deliveries. Everything takes the tenant; a delivery of another one is not found.
@Service
class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final List<String> OVER = List.of("DEAD", "DELIVERED");

  private final DeliveryLog log;
  private final DeliveryWakeup wakeup;

  Deliveries(DeliveryLog log, DeliveryWakeup wakeup) {
    this.log = log;
    this.wakeup = wakeup;
  }

  /// A delivery with its tries.
  record Detail(Row delivery, List<Try> tries) {
    Detail {
      tries = List.copyOf(tries);
    }
  }

  @Transactional(readOnly = true)
  public List<Row> list(
      TenantId tenant,
      @Nullable String endpointId,
      @Nullable String state,
      String before,
      int limit) {
    return log.list(tenant, endpointId, state, before, limit);
  }

  @Transactional(readOnly = true)
  public Detail find(TenantId tenant, String id) {
    Row row = log.find(tenant, id).orElseThrow(Deliveries::notFound);
    return new Detail(row, log.tries(tenant, id));
  }

  /// Puts one in line again, whatever became of it; its event stays the same, byte for byte.
  @Transactional
  public Detail replay(Caller caller, String id) {
    var selection = new Selection(OVER, id, null, null, null, "");
    TenantId tenant = caller.tenant();
    if (log.find(tenant, id).isEmpty()) {
      throw notFound();
    }
    if (inLine(caller, selection, 1).isEmpty()) {
      throw ProblemCode.CONFLICT.problem(
          null, "the delivery is not over, or its endpoint or its video is deleted");
    }
    return new Detail(
        log.find(tenant, id).orElseThrow(Deliveries::notFound), log.tries(tenant, id));
  }

  /// Puts many in line again, oldest first; answers their ids.
  @Transactional
  public List<String> replay(Caller caller, Selection selection, int limit) {
    return inLine(caller, selection, limit);
  }

  private List<String> inLine(Caller caller, Selection selection, int limit) {
    List<String> ids = log.replay(caller.tenant(), selection, caller.key().value(), limit);
    if (!ids.isEmpty()) {
      LOG.info("{} deliveries of {} put in line again", ids.size(), caller.tenant());
      wakeup.afterCommit();
    }
    return ids;
  }

  static ProblemException notFound() {
    return ProblemCode.NOT_FOUND.problem("id", "there is no such webhook delivery");
  }
}
