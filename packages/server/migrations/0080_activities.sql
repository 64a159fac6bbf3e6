create table activities (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  activity text not null,
  officer uuid not null,
  unit uuid not null,
  -- The officer and the colleagues: whose recordings may be of it.
  people uuid[] not null,
  start_at timestamptz(3) not null,
  -- Null while it lasts.
  end_at timestamptz(3)
);
create index activities_by_time on activities (start_at desc, id desc);
create index activities_by_officer on activities (officer, start_at desc, id desc);
create index activities_by_unit on activities (unit, start_at desc, id desc);
create index activities_by_people on activities using gin (people);

grant select, insert, update on activities to liuhen_app;
