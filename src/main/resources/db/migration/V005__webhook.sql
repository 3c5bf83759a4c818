-- Telling tenants: where they want to hear of their videos, the bytes they are sent, and how each try
-- to send them went.
set local lock_timeout = '2s';

create table webhook_endpoint (
  id text collate "C" primary key default 'whe_' || reelgate_ulid() check (id ~ '^whe_[0-9a-z]{26}$'),
  tenant_id text collate "C" not null references tenant (id),
  -- CALLBACK stands for all callback_urls of a tenant at one origin: it is made by the gateway, has no
  -- routes, is never disabled, and keeps one hanging server from holding up the others
  kind text not null check (kind in ('REGISTERED', 'CALLBACK')),
  name text not null,
  -- of a CALLBACK only the origin; its deliveries have their own URLs
  url text not null check (length(url) <= 2048),
  event_types text[] not null,
  state text not null default 'ENABLED' check (state in ('ENABLED', 'DISABLED', 'DELETED')),
  disabled_reason text check (disabled_reason in ('gone', 'failing', 'tenant')),
  disabled_at timestamptz,
  created_at timestamptz not null default reelgate_now(),
  updated_at timestamptz not null default reelgate_now(),
  -- failures in a row and since when; all empty after a success, so that a healthy endpoint is not written
  failures integer not null default 0 check (failures >= 0),
  failing_since timestamptz,
  -- the breaker: nothing is sent before, then one probe
  open_until timestamptz,
  check ((state = 'DISABLED') = (disabled_reason is not null)),
  check ((disabled_reason is null) = (disabled_at is null)),
  check ((failures = 0) = (failing_since is null)),
  check (kind = 'REGISTERED' or state = 'ENABLED')
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_cost_delay = 0);
create index endpoint_by_tenant on webhook_endpoint (tenant_id, id desc)
  where kind = 'REGISTERED' and state <> 'DELETED';
create unique index endpoint_by_origin on webhook_endpoint (tenant_id, url) where kind = 'CALLBACK';
create index endpoint_unwell on webhook_endpoint (id) where failures > 0 or state = 'DISABLED';

-- At most two of one endpoint: the current secret and, while it still signs along, the one before. Without
-- an endpoint it is the tenant's secret for callback_url.
create table webhook_secret (
  id bigint generated always as identity primary key,
  tenant_id text collate "C" not null references tenant (id),
  endpoint_id text collate "C" references webhook_endpoint (id),
  -- the master key under which it is sealed
  key_id text not null,
  sealed bytea not null,
  hint text not null,
  created_at timestamptz not null default reelgate_now(),
  -- null for the current one
  expires_at timestamptz
);
create unique index secret_current on webhook_secret (tenant_id, coalesce(endpoint_id, ''))
  where expires_at is null;
create index secret_by_endpoint on webhook_secret (tenant_id, endpoint_id);
create index secret_by_key on webhook_secret (key_id);

-- What is told, byte for byte the same in every try.
create table webhook_event (
  id text collate "C" primary key check (id ~ '^evt_[0-9a-z]{26}$'),
  tenant_id text collate "C" not null references tenant (id),
  type text not null,
  -- null for what is not about a video
  job_id text collate "C" references job (id),
  sequence integer not null check (sequence > 0),
  body bytea not null check (octet_length(body) <= 20480),
  created_at timestamptz not null default reelgate_now()
);
create unique index webhook_event_by_job on webhook_event (job_id, sequence) where job_id is not null;
create index webhook_event_by_age on webhook_event (created_at);

-- One event for one endpoint. While its endpoint is disabled a pending one is held.
create table delivery (
  id text collate "C" primary key default 'dlv_' || reelgate_ulid() check (id ~ '^dlv_[0-9a-z]{26}$'),
  tenant_id text collate "C" not null references tenant (id),
  endpoint_id text collate "C" not null references webhook_endpoint (id),
  event_id text collate "C" not null references webhook_event (id),
  event_type text not null,
  job_id text collate "C",
  -- null for the endpoint's own
  url text check (length(url) <= 2048),
  state text not null default 'PENDING' check (state in ('PENDING', 'SENDING', 'DELIVERED', 'DEAD')),
  epoch integer not null default 0,
  worker text,
  lease_until timestamptz,
  next_at timestamptz not null default reelgate_now(),
  tries integer not null default 0 check (tries >= 0),
  -- tries before the last replay, which begins the schedule again
  earlier_tries integer not null default 0 check (earlier_tries >= 0),
  created_at timestamptz not null default reelgate_now(),
  finished_at timestamptz,
  last_status integer,
  last_error text,
  unique (event_id, endpoint_id),
  check ((state = 'SENDING') = (lease_until is not null)),
  check ((state in ('DELIVERED', 'DEAD')) = (finished_at is not null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_cost_delay = 0);
create index delivery_pending on delivery (endpoint_id, next_at, id) where state = 'PENDING';
create index delivery_sending on delivery (endpoint_id) where state = 'SENDING';
create index delivery_by_tenant on delivery (tenant_id, id desc);
create index delivery_by_endpoint on delivery (endpoint_id, id desc);
create index delivery_by_age on delivery (created_at) where state <> 'SENDING';

-- One row per try, partitioned by its month, so that old months are dropped and never deleted row by row.
create table delivery_attempt (
  month date not null,
  delivery_id text collate "C" not null,
  number integer not null check (number > 0),
  started_at timestamptz not null,
  duration_ms integer,
  -- null while it is under way
  outcome text check (outcome in ('delivered', 'failed', 'lapsed', 'not_sent')),
  status integer,
  error text,
  -- where it went; never that of a receiver on a network of the operator's
  address text,
  answer text check (length(answer) <= 4096),
  primary key (month, delivery_id, number)
) partition by range (month);
create index delivery_attempt_by_delivery on delivery_attempt (delivery_id, number);
create table delivery_attempt_default partition of delivery_attempt default;

-- Makes the partitions of this month and the months after it, where they are missing.
create function reelgate_attempt_partitions(months integer) returns integer
  language plpgsql
as $$
declare
  first date := date_trunc('month', now() at time zone 'UTC')::date;
  made integer := 0;
begin
  for i in 0..months loop
    if to_regclass('delivery_attempt_' || to_char(first + make_interval(months => i), 'YYYY_MM')) is null then
      execute format('create table %I partition of delivery_attempt for values from (%L) to (%L)',
        'delivery_attempt_' || to_char(first + make_interval(months => i), 'YYYY_MM'),
        first + make_interval(months => i), first + make_interval(months => i + 1));
      made := made + 1;
    end if;
  end loop;
  return made;
end
$$;
select reelgate_attempt_partitions(12);

-- Drops the partitions whose last day is this long ago.
create function reelgate_drop_attempts(kept interval) returns integer
  language plpgsql
as $$
declare
  dropped integer := 0;
  old record;
begin
  for old in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'delivery_attempt'::regclass and c.relname ~ '^delivery_attempt_[0-9]{4}_[0-9]{2}$'
      and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' < now() - kept
  loop
    execute format('drop table %I', old.relname);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;
