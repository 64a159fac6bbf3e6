-- In what each running period is counted, so that what is left of it is told in the same days.
alter table due
  -- `hour`, `working-day`, `calendar-day`; two where it was lengthened in another. Empty: not counted anew yet.
  add column counted text[] not null default '{}',
  -- A year it reaches into has no announced rest days: the end may still move.
  add column provisional boolean not null default false;
-- A month of all units at once.
create index due_latest on due (last_at, case_id);
