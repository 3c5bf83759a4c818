-- In which format callback_url is told.
set local lock_timeout = '2s';

alter table job
  add column callback_format text not null default 'STANDARD' check (callback_format in ('STANDARD', 'OPENROUTER'));

-- one change of a video can be told in both formats, each with bytes and an id of its own
alter table webhook_event
  add column format text not null default 'STANDARD' check (format in ('STANDARD', 'OPENROUTER'));
drop index webhook_event_by_job;
create unique index webhook_event_by_job on webhook_event (job_id, sequence, format) where job_id is not null;
