-- A year of a bureau is counted without reading any state: what its times alone do not say of a hand-over (it was away, or
-- they cannot be) is marked, and everything else that is counted lies in the index by unit.
alter table recordings add column timed_apart boolean not null
  generated always as ((state -> 'away') is not null or (state -> 'times' -> 'impossible') is not null) stored;
drop index recordings_by_unit;
create index recordings_by_unit on recordings (unit, start_at desc, id desc)
  include (officer, device, end_at, arrived_at, open_gaps, derived, unconfirmed, timed_apart);
