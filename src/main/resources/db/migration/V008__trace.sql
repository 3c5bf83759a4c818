-- Where the trace of the request that asked for a video goes on, in the text form of the W3C. It stands in
-- each row that a later step reads anyway, so that telling one story costs no look at another.
set local lock_timeout = '2s';

alter table job add column trace_parent text;
alter table attempt add column trace_parent text;
alter table webhook_event add column trace_parent text;
