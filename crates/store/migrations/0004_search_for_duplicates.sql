-- The search for another recording of the same run: those that count, near a start. With an index on each
-- alone the planner took the one on duplicate_of, which all runs that count share, and read the whole table.
DROP INDEX run_by_start;
DROP INDEX run_by_duplicate_of;
CREATE INDEX run_by_duplicate_of_and_start ON run (duplicate_of, start_unix_ms);
