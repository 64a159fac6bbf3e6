-- 检查台账: every check that was entered.
create table checks (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  rule text,
  office text,
  unit uuid,
  first_day text not null,
  last_day text not null,
  targets text[] not null,
  entered_at timestamptz(3) not null,
  entered_by text not null,
  draw uuid
);
create index checks_by_day on checks (last_day desc);
create index checks_by_rule on checks (rule, last_day desc);

-- What checks found, until somebody else has seen it put right.
create table findings (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  unit uuid not null,
  officer uuid,
  device uuid,
  recording uuid,
  check_id uuid,
  draw uuid,
  stands text not null,
  due text not null,
  points integer not null,
  raised_at timestamptz(3) not null,
  appealed boolean not null
);
create index findings_by_time on findings (raised_at desc);
create index findings_by_unit on findings (unit, raised_at desc);
create index findings_waiting on findings (stands) where stands in ('open', 'reported');
create index findings_of_check on findings (check_id);

-- Spot checks: one population for each duty and period.
create table draws (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  rule text,
  office text,
  unit uuid,
  first_day text not null,
  last_day text not null,
  stands text not null
);
create unique index draws_once on draws (coalesce(rule, ''), coalesce(office, ''), coalesce(unit, '00000000-0000-0000-0000-000000000000'), first_day, last_day);

-- The population itself, whose digest is in the event: a line for each recording with its stratum.
create table draw_population (
  draw uuid primary key,
  lines text not null
);

create table circulars (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  rule text,
  office text,
  first_day text not null,
  last_day text not null,
  issued_at timestamptz(3) not null
);

-- 督办函、意见书、决定书、约谈 of outside supervision.
create table outside_papers (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  due text not null,
  owner uuid not null,
  open boolean not null
);

grant select, insert, update on checks, findings, draws, circulars, outside_papers to liuhen_app;
-- What was frozen is not touched again.
grant select, insert on draw_population to liuhen_app;
