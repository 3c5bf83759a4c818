-- What a tenant has used in some days, deleted videos included. No other index leads there: that of its
-- list leaves those out. Nothing in it changes later, so that a job's end stays a heap-only update.
set local lock_timeout = '2s';

create index job_by_time on job (tenant_id, created_at);
