-- What is learned about attempts of which nobody knows whether they were accepted.
set local lock_timeout = '2s';

alter table attempt
  -- how often the provider was asked whether it has the task
  add column checks integer not null default 0 check (checks >= 0),
  -- when a look-up that counts as proof first found nothing
  add column absent_at timestamptz,
  -- the task that a callback under the attempt's own address named first
  add column called_back_id text,
  -- when the job was decided without the attempt; a task that shows up later is an orphan
  add column given_up_at timestamptz,
  -- when somebody was told of the orphan
  add column orphaned_at timestamptz;
create index attempt_unknown on attempt (prepared_at, token) where state = 'UNKNOWN';
create index attempt_orphan on attempt (token)
  where given_up_at is not null and upstream_id is not null and orphaned_at is null;
