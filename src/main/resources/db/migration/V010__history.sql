-- Tables that stand in one partition per month, such as the history of videos: a chore makes those of the
-- months to come and drops the ones that are old enough.
set local lock_timeout = '2s';

-- Makes the partitions of this month and the months after it, where they are missing.
create function reelgate_make_months(parent regclass, months integer) returns integer
  language plpgsql
as $$
declare
  first date := date_trunc('month', reelgate_now() at time zone 'UTC')::date;
  name text;
  made integer := 0;
begin
  for i in 0..months loop
    name := parent || to_char(first + make_interval(months => i), '_YYYY_MM');
    if to_regclass(name) is null then
      execute format('create table %I partition of %s for values from (%L) to (%L)',
        name, parent, first + make_interval(months => i), first + make_interval(months => i + 1));
      made := made + 1;
    end if;
  end loop;
  return made;
end
$$;

-- Drops the partitions whose last day is this long ago.
create function reelgate_drop_months(parent regclass, kept interval) returns integer
  language plpgsql
as $$
declare
  dropped integer := 0;
  old record;
begin
  for old in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = parent and c.relname ~ ('^' || parent || '_[0-9]{4}_[0-9]{2}$')
      and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' < reelgate_now() - kept
  loop
    execute format('drop table %I', old.relname);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;
