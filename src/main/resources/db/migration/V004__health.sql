-- How providers are doing, counted over all replicas, and why videos went where they went.
set local lock_timeout = '2s';

-- Counts of one minute, kept for an hour, and of one hour, kept for a day: replicas add to them every
-- few seconds, so the rows are hot.
create table provider_health (
  span text not null check (span in ('MINUTE', 'HOUR')),
  began_at timestamptz not null,
  provider text not null,
  account text not null,
  model text not null,
  operation text not null,
  submitted bigint not null,
  accepted bigint not null,
  succeeded bigint not null,
  failed bigint not null,
  unclear bigint not null,
  throttled bigint not null,
  polled bigint not null,
  unanswered bigint not null,
  -- how many orders and tasks took how long, bucket by bucket
  accepts int[] not null,
  finishes int[] not null,
  last_failure text,
  last_failure_at timestamptz,
  primary key (span, began_at, provider, account, model, operation)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_cost_delay = 0);

-- How long videos of equal kind took, hour by hour.
create table provider_timing (
  began_at timestamptz not null,
  provider text not null,
  live boolean not null,
  model text not null,
  operation text not null,
  resolution text not null,
  -- of output; zero where the provider chooses
  seconds integer not null check (seconds >= 0),
  accepts int[] not null,
  finishes int[] not null,
  primary key (began_at, provider, live, model, operation, resolution, seconds)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_cost_delay = 0);

-- Bucket by bucket; the longer one leads.
create function reelgate_sum(one int[], two int[]) returns int[]
  language sql immutable parallel safe
  return (select coalesce(array_agg(coalesce(pair.a, 0) + coalesce(pair.b, 0) order by pair.number), '{}')
    from unnest(one, two) with ordinality as pair(a, b, number));

-- What was decided when the video was accepted, and before each attempt.
alter table job add column route jsonb;
alter table attempt
  add column route jsonb,
  -- what was ordered, as far as times depend on it; none in attempts that are older than this
  add column operation text,
  add column resolution text,
  add column seconds integer;

-- What a tenant and a key permit and want, whatever a request says.
alter table tenant add column routing text check (length(routing) between 2 and 8000);
alter table api_key add column routing text check (length(routing) between 2 and 8000);
