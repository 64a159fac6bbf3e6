-- What the bureau chose and decided, one stream for the bureau; what counts on a day is worked out from it.
create table rule_sets (
  id uuid primary key,
  version integer not null,
  state jsonb not null
);

-- The years of working days the bureau read in itself, one stream for the bureau.
create table calendars (
  id uuid primary key,
  version integer not null,
  state jsonb not null
);

grant select, insert, update on rule_sets, calendars to liuhen_app;
