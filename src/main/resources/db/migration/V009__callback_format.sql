-- In which format callback_url is told, and what a deleted video leaves behind.
set local lock_timeout = '2s';

alter table job
  add column callback_format text not null default 'STANDARD' check (callback_format in ('STANDARD', 'OPENROUTER'));

-- one change of a video can be told in both formats, each with bytes and an id of its own
alter table webhook_event
  add column format text not null default 'STANDARD' check (format in ('STANDARD', 'OPENROUTER'));
drop index webhook_event_by_job;
create unique index webhook_event_by_job on webhook_event (job_id, sequence, format) where job_id is not null;

-- false once the video is deleted: what it was told with is wiped, so nothing equal could be sent again
alter table delivery
  add column replayable boolean not null default true,
  add check (replayable or finished_at is not null);
