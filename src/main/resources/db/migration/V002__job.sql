-- Durable work on one video: the wide job row, the narrow hot work row that lives as long as the work,
-- one row per paid attempt, and what happened in which order.
set local lock_timeout = '2s';

-- How far a task probably is when its provider does not say: rises to 95 with the expected time.
create function reelgate_expected_progress(submitted_at timestamptz, expected_ms integer) returns smallint
  language sql stable parallel safe
  return case when submitted_at is null then 0
    else least(95, floor(95000 * extract(epoch from reelgate_now() - submitted_at) / greatest(expected_ms, 1)))
    end::smallint;

create table job (
  id text collate "C" primary key default 'video_' || reelgate_ulid() check (id ~ '^video_[0-9a-z]{26}$'),
  tenant_id text collate "C" not null references tenant (id),
  api_key_id text collate "C" not null,
  live boolean not null,
  month date not null default date_trunc('month', reelgate_now() at time zone 'UTC')::date,
  created_at timestamptz not null default reelgate_now(),
  model text not null,
  operation text not null check (operation in ('text_to_video', 'image_to_video', 'first_last_frame',
    'reference_to_video', 'edit', 'extend')),
  spec jsonb not null,
  policy jsonb not null,
  metadata jsonb not null,
  end_user text,
  warnings jsonb not null,
  callback_url text,
  source_video_id text,
  fingerprint bytea not null check (length(fingerprint) = 32),
  -- the highest automatic retry of an SDK that was answered with this job, which answers none lower
  retry_count smallint not null default 0 check (retry_count >= 0),
  deadline_at timestamptz not null,
  -- the price rule of each offer that could run it when it was accepted: no other is ever used for it
  prices jsonb not null check (jsonb_typeof(prices) = 'object'),
  -- of the best offer at that price; the worst case rises with an attempt at a dearer one
  estimated_usd_micros bigint not null check (estimated_usd_micros >= 0),
  worst_usd_micros bigint not null check (worst_usd_micros >= estimated_usd_micros),
  max_cost_usd_micros bigint check (max_cost_usd_micros >= 0),
  -- of the dearest offer
  reserved_usd_micros bigint not null check (reserved_usd_micros >= 0),
  deleted_at timestamptz,
  -- terminal facts, written once, in the transaction that removes the work row
  final_state text check (final_state in ('COMPLETED', 'FAILED', 'CANCELLED', 'EXPIRED')),
  finished_at timestamptz,
  expires_at timestamptz,
  provider text,
  attempts integer check (attempts >= 0),
  progress smallint check (progress between 0 and 100),
  outputs jsonb,
  seed bigint,
  actual_usd_micros bigint check (actual_usd_micros >= 0),
  cost_source text check (cost_source in ('computed', 'reported', 'pending')),
  -- what a pending cost came to, learned after the end and never applied to the terminal facts
  settled_usd_micros bigint check (settled_usd_micros >= 0),
  settled_at timestamptz,
  error_code text,
  error_message text,
  error_param text,
  check ((final_state is null) = (finished_at is null)),
  check ((final_state is null) = (cost_source is null)),
  check ((final_state = 'FAILED') is not true or error_code is not null),
  check ((final_state = 'COMPLETED') is not true or outputs is not null)
);
create index job_by_tenant on job (tenant_id, id desc) where deleted_at is null;
-- an SDK's retry without an idempotency key looks for its first try here
create index job_by_fingerprint on job (api_key_id, fingerprint, created_at);

create table job_work (
  job_id text collate "C" primary key references job (id),
  state text not null check (state in ('QUEUED', 'LEASED', 'SUBMITTING', 'UNKNOWN', 'GENERATING', 'STORING')),
  epoch integer not null default 0,
  worker text,
  -- in no index, so that renewing a lease stays a heap-only update
  lease_until timestamptz,
  priority smallint not null default 0,
  run_at timestamptz not null,
  -- the accounts that were closed when it was last looked at
  waits_for text[],
  next_poll_at timestamptz,
  next_check_at timestamptz,
  deadline_at timestamptz not null,
  attempts integer not null default 0,
  -- the caller's own limit of paid tries; one where it wants no fallbacks
  most_attempts smallint check (most_attempts > 0),
  attempt_token uuid,
  provider text,
  submitted_at timestamptz,
  expected_ms integer not null,
  polls integer not null default 0,
  not_found integer not null default 0,
  not_found_at timestamptz,
  progress smallint not null default 0 check (progress between 0 and 99),
  cancel_requested_at timestamptz,
  event_sequence integer not null default 1,
  month date not null,
  check ((state in ('LEASED', 'SUBMITTING')) is not true or lease_until is not null),
  check ((state = 'GENERATING') = (next_poll_at is not null)),
  check ((state in ('SUBMITTING', 'UNKNOWN', 'GENERATING', 'STORING')) is not true or attempt_token is not null)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_cost_delay = 0);
create index work_queued on job_work (priority, run_at, job_id) where state = 'QUEUED';
create index work_generating on job_work (next_poll_at) where state = 'GENERATING';
create index work_storing on job_work (run_at) where state = 'STORING';
create index work_leased on job_work (job_id) where state in ('LEASED', 'SUBMITTING', 'STORING');
create index work_unknown on job_work (next_check_at) where state = 'UNKNOWN';
create index work_deadline on job_work (deadline_at) where state in ('QUEUED', 'LEASED', 'GENERATING');

create table attempt (
  token uuid primary key,
  job_id text collate "C" not null references job (id),
  number integer not null check (number > 0),
  state text not null check (state in ('PREPARED', 'NOT_SENT', 'REFUSED', 'UNKNOWN', 'ACCEPTED', 'SUCCEEDED',
    'FAILED', 'ABANDONED', 'WRITTEN_OFF')),
  epoch integer not null,
  provider text not null,
  account text not null,
  offer text not null,
  upstream text not null,
  request_hash bytea not null,
  price_version text not null,
  estimated_usd_micros bigint not null,
  worst_usd_micros bigint not null,
  -- whether every billed length was known, so that the estimate is the cost
  estimate_exact boolean not null,
  retention_seconds bigint not null,
  upstream_id text,
  outputs jsonb,
  seed bigint,
  actual_usd_micros bigint check (actual_usd_micros >= 0),
  cost_source text check (cost_source in ('computed', 'reported', 'pending')),
  failure_kind text,
  failure_code text,
  failure_detail text,
  prepared_at timestamptz not null default reelgate_now(),
  answered_at timestamptz,
  finished_at timestamptz,
  -- when to ask the provider again although the job is over, to learn what it cost
  watch_at timestamptz,
  unique (job_id, number)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
-- the database, not the code, forbids two live attempts of one job and one task of two attempts
create unique index attempt_live on attempt (job_id) where state in ('PREPARED', 'UNKNOWN', 'ACCEPTED');
create unique index attempt_upstream on attempt (provider, account, upstream_id);
-- what each account has in flight and does not know of
create index attempt_by_account on attempt (provider, account, state, prepared_at)
  where state in ('PREPARED', 'UNKNOWN', 'ACCEPTED');
create index attempt_recent on attempt (provider, account, prepared_at);
create index attempt_watch on attempt (watch_at) where watch_at is not null;

-- Partitioned by the job's month, so that old months are dropped and never deleted row by row.
create table event (
  month date not null,
  job_id text collate "C" not null,
  sequence integer not null,
  at timestamptz not null default reelgate_now(),
  type text not null,
  attempt uuid,
  detail text,
  primary key (month, job_id, sequence)
) partition by range (month);
create table event_default partition of event default;
do $$
declare
  first date := date_trunc('month', now() at time zone 'UTC')::date;
begin
  for i in 0..23 loop
    execute format('create table %I partition of event for values from (%L) to (%L)',
      'event_' || to_char(first + make_interval(months => i), 'YYYY_MM'),
      first + make_interval(months => i), first + make_interval(months => i + 1));
  end loop;
end
$$;

-- One row per Idempotency-Key that made a job. Kept 30 days.
create table idempotency (
  tenant_id text collate "C" not null references tenant (id),
  method text not null,
  path text not null,
  key text not null check (length(key) between 1 and 255),
  fingerprint bytea not null,
  job_id text collate "C" not null default 'video_' || reelgate_ulid(),
  status smallint not null,
  created_at timestamptz not null default reelgate_now(),
  primary key (tenant_id, method, path, key)
);
create index idempotency_by_age on idempotency (created_at);

-- What binds all replicas about one key at one provider.
create table provider_account (
  provider text not null,
  name text not null,
  first_seen_at timestamptz not null default reelgate_now(),
  -- takes nothing new, is still asked about what it has
  drained boolean not null default false,
  paused_until timestamptz,
  polls_paused_until timestamptz,
  forced_open_reason text check (forced_open_reason in ('AUTH', 'BALANCE', 'OPERATOR')),
  forced_open_code text,
  -- fingerprint of the key that was refused; none for what an operator did
  forced_open_key text,
  forced_open_at timestamptz,
  next_check_at timestamptz,
  -- until then somebody tries an account whose breaker was open
  next_probe_at timestamptz,
  enables integer not null default 0,
  primary key (provider, name),
  check ((forced_open_reason is null) = (forced_open_at is null)),
  check ((forced_open_key is not null) = coalesce(forced_open_reason in ('AUTH', 'BALANCE'), false))
);

-- What operators did, and to what.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default reelgate_now(),
  actor text not null,
  act text not null,
  subject text not null,
  detail text
);

-- Small jobs that one replica at a time does now and then.
create table chore (
  name text primary key,
  next_at timestamptz not null
);

-- A job as readers see it: the durable row beside its work, if there is still work.
create view job_view as
select j.id, j.tenant_id, j.created_at, j.live, j.model, j.operation, j.spec::text as spec,
  j.metadata::text as metadata, j.end_user, j.warnings::text as warnings, j.source_video_id, j.deadline_at,
  j.estimated_usd_micros, j.worst_usd_micros, j.max_cost_usd_micros, j.finished_at, j.expires_at,
  j.outputs::text as outputs, j.seed, coalesce(j.actual_usd_micros, j.settled_usd_micros) as actual_usd_micros,
  j.cost_source, j.error_code, j.error_message,
  j.error_param,
  coalesce(j.final_state, w.state) as state,
  coalesce(j.provider, w.provider) as provider,
  coalesce(j.attempts, w.attempts) as attempts,
  w.cancel_requested_at, w.submitted_at, w.expected_ms,
  coalesce(j.progress, greatest(w.progress, reelgate_expected_progress(w.submitted_at, w.expected_ms)), 0)
    as progress
from job j
left join job_work w on w.job_id = j.id
where j.deleted_at is null;
