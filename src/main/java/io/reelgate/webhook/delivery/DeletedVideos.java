package io.reelgate.webhook.delivery;

import io.reelgate.job.JobDeleted;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Wipes what events keep of a video, in the transaction that deletes it: the prompt, the caller's
/// notes and the links, and what receivers answered. Because no event is ever sent with other bytes
/// than before, what has not arrived by then is given up, and nothing of it is sent again.
@Component
class DeletedVideos {
  /// The one who is just sending has its bytes and finds, when it is done, that the row is no
  /// longer its own. The rows are locked in the order in which senders settle them.
  static final String WIPE =
      """
      with wiped as (
        update webhook_event v set body = convert_to(json_build_object('id', v.id, 'object', 'event',
          'created_at', floor(extract(epoch from v.created_at)), 'type', v.type, 'sequence', v.sequence,
          'data', json_build_object('id', v.job_id, 'status',
            case v.type when 'video.progress' then 'in_progress' else substring(v.type from '[^.]+$') end
          ))::text, 'UTF8')
        where v.job_id = :job
        returning v.id),
      told as materialized (
        select d.id from delivery d join wiped w on w.id = d.event_id
        order by d.created_at, d.id for no key update of d)
      update delivery d set replayable = false, url = null,
        state = case when d.finished_at is null then 'DEAD' else d.state end,
        last_error = case when d.finished_at is null then 'video_deleted' else d.last_error end,
        epoch = d.epoch + 1, worker = null, lease_until = null,
        finished_at = coalesce(d.finished_at, reelgate_now())
      from told t where d.id = t.id
      """;

  /// A statement of its own, that sees the tries of whoever it had to wait for. Receivers may have
  /// answered with what they got. What becomes known later of such a try is still written down, but
  /// for the answer.
  static final String FORGET_ANSWERS =
      """
      update delivery_attempt a set answer = null,
        error = case when a.outcome is null or a.outcome = 'lapsed' then 'video_deleted' else a.error end,
        outcome = coalesce(a.outcome, 'lapsed')
      from webhook_event v join delivery d on d.event_id = v.id
      where v.job_id = :job and a.delivery_id = d.id
        and (a.answer is not null or a.outcome is null or a.outcome = 'lapsed')
      """;

  private final JdbcClient jdbc;

  DeletedVideos(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void deleted(JobDeleted news) {
    if (jdbc.sql(WIPE).param("job", news.job().value()).update() > 0) {
      jdbc.sql(FORGET_ANSWERS).param("job", news.job().value()).update();
    }
  }
}
