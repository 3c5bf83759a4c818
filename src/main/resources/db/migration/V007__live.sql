-- Who follows a whole tenant asks now and then what has changed lately. Events are only ever added,
-- so a few blocks' bounds are enough to find them, and cost an insert almost nothing.
set local lock_timeout = '2s';

create index event_by_time on event using brin (at) with (pages_per_range = 16, autosummarize = on);
