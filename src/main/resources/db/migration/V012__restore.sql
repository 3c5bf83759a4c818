-- For operators, between the restore of an older state and the first start on it. What was ordered after
-- that state is not known here, so nothing that it knows may be ordered again: whatever waited is given up,
-- whatever is under way gets no further try, and no account takes orders until it is enabled. Answers how
-- many jobs are given up; called again, it finds those that have come back to wait meanwhile.
create function reelgate_after_restore() returns integer
language sql set search_path from current as $$
  with drained as (
    update provider_account set drained = true where not drained returning provider, name),
  bounded as (
    update job_work set most_attempts = greatest(attempts, 1),
      deadline_at = case when state in ('QUEUED', 'LEASED') then reelgate_now() else deadline_at end
    returning state),
  noted as (
    insert into audit (actor, act, subject)
    select 'restore', 'drain', provider || '/' || name from drained)
  select count(*)::integer from bounded where state in ('QUEUED', 'LEASED')
$$;
