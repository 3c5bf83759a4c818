-- What providers have booked, and where it differs from what we count.
set local lock_timeout = '2s';

-- One row per account whose provider shows its books: how far they are read and compared.
create table ledger (
  provider text not null,
  account text not null,
  -- no attempt before it is compared
  begun_at timestamptz not null default reelgate_now(),
  next_at timestamptz not null default reelgate_now(),
  -- a walk through the books that is under way: it has come to, and goes up to
  walked_to timestamptz,
  walk_until timestamptz,
  -- everything up to then was read and compared
  compared_until timestamptz,
  compared_at timestamptz,
  -- why the last look came to nothing
  failure text,
  primary key (provider, account),
  check ((walked_to is null) = (walk_until is null))
);

-- One line of a provider's books. Kept until nothing of it can change any more.
create table booking (
  provider text not null,
  id text not null,
  -- through which it was read first
  account text not null,
  upstream_id text,
  files text[] not null default '{}',
  subject text not null generated always as (coalesce(upstream_id, id)) stored,
  -- negative for a refund
  usd_micros bigint not null,
  at timestamptz not null,
  read_at timestamptz not null default reelgate_now(),
  -- whose it is, once that is known
  attempt uuid,
  primary key (provider, id)
);
create index booking_open on booking (provider, account, subject) where attempt is null;
create index booking_by_attempt on booking (attempt) where attempt is not null;
create index booking_by_age on booking (read_at);

-- Where the books and we differ. One row per task and kind, closed when it is explained.
create table ledger_difference (
  id bigint generated always as identity primary key,
  provider text not null,
  account text not null,
  -- the task, or the line of the books where it names none
  subject text not null,
  kind text not null check (kind in ('ORPHAN', 'CHARGE', 'NOT_BOOKED')),
  attempt uuid,
  job_id text collate "C",
  booked_usd_micros bigint not null,
  counted_usd_micros bigint not null,
  found_at timestamptz not null default reelgate_now(),
  closed_at timestamptz,
  closed_by text,
  reason text,
  unique (provider, subject, kind),
  check ((closed_at is null) = (closed_by is null))
);
create index ledger_difference_open on ledger_difference (id) where closed_at is null;
create index ledger_difference_closed on ledger_difference (id) where closed_at is not null;
