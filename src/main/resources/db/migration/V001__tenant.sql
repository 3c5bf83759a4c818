-- A migration that must wait for a lock gives up after two seconds: the statements of running
-- replicas queue behind a waiting DDL statement, so a long wait would stop them all.
set local lock_timeout = '2s';

-- The clock of all work. Tests move it by the session setting reelgate.clock_offset, which holds
-- an interval as text; unset or empty means the real time. One expression, so that the planner
-- inlines it and still uses an index on the column it is compared with.
create function reelgate_now() returns timestamptz
  language sql stable parallel safe
  return now() + coalesce(nullif(current_setting('reelgate.clock_offset', true), ''), '0')::interval;

-- 26 lower-case Crockford base32 characters: 48 bits of milliseconds of the database clock, then
-- 80 random bits. Of a random UUID the first six and the last four bytes are taken, because its
-- version and variant bits lie between them. Ten characters hold the time, sixteen the rest.
create function reelgate_ulid() returns text
  language plpgsql volatile parallel safe
as $$
declare
  alphabet constant text := '0123456789abcdefghjkmnpqrstvwxyz';
  millis bigint := floor(extract(epoch from reelgate_now()) * 1000);
  uuid bytea := uuid_send(gen_random_uuid());
  high bigint := ('x' || encode(substring(uuid from 1 for 5), 'hex'))::bit(40)::bigint;
  low bigint := ('x' || encode(substring(uuid from 6 for 1) || substring(uuid from 13 for 4), 'hex'))::bit(40)::bigint;
  times text := '';
  highs text := '';
  lows text := '';
begin
  for i in 1..10 loop
    times := substr(alphabet, (millis & 31)::int + 1, 1) || times;
    millis := millis >> 5;
  end loop;
  for i in 1..8 loop
    highs := substr(alphabet, (high & 31)::int + 1, 1) || highs;
    lows := substr(alphabet, (low & 31)::int + 1, 1) || lows;
    high := high >> 5;
    low := low >> 5;
  end loop;
  return times || highs || lows;
end
$$;

-- Ids sort by their bytes everywhere, whatever the language of the database is: collation "C".
create table tenant (
  id text collate "C" primary key default 'tenant_' || reelgate_ulid(),
  name text not null,
  state text not null default 'ACTIVE',
  created_at timestamptz not null default reelgate_now(),
  disabled_at timestamptz,
  constraint tenant_id_form check (id ~ '^tenant_[0-9a-hjkmnp-tv-z]{26}$'),
  constraint tenant_name_length check (length(name) between 1 and 100),
  constraint tenant_state check (state in ('ACTIVE', 'DISABLED')),
  constraint tenant_disabled_at check ((state = 'DISABLED') = (disabled_at is not null))
);

-- Admin calls carry no idempotency key: the name keeps a repeated call from making a second tenant.
create unique index tenant_name on tenant (name);

create table api_key (
  id text collate "C" primary key default 'key_' || reelgate_ulid(),
  tenant_id text collate "C" not null references tenant (id),
  name text not null,
  mode text not null,
  scopes text[] not null,
  state text not null default 'ACTIVE',
  digest bytea not null,
  pepper_id text not null,
  hint text not null,
  created_at timestamptz not null default reelgate_now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  constraint api_key_id_form check (id ~ '^key_[0-9a-hjkmnp-tv-z]{26}$'),
  constraint api_key_name_length check (length(name) between 1 and 100),
  constraint api_key_mode check (mode in ('LIVE', 'TEST')),
  constraint api_key_scopes check (scopes <@ array['READ', 'WRITE'] and cardinality(scopes) > 0),
  constraint api_key_state check (state in ('ACTIVE', 'EXPIRING', 'REVOKED')),
  constraint api_key_digest_length check (octet_length(digest) = 32),
  constraint api_key_expires_at check (
    case state when 'ACTIVE' then expires_at is null when 'EXPIRING' then expires_at is not null else true end),
  constraint api_key_revoked_at check ((state = 'REVOKED') = (revoked_at is not null))
);

-- A key is found by its digest alone. Digests under different peppers cannot be compared.
create unique index api_key_digest on api_key (digest, pepper_id);

create index api_key_tenant on api_key (tenant_id, id);
