-- Cases and the approvals their acts wait for.
create table cases (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  title text not null,
  unit uuid not null,
  officers uuid[] not null,
  party text,
  procedure text not null,
  stage text not null,
  last_act text,
  last_on text,
  recordings uuid[] not null,
  open boolean not null,
  opened_at timestamptz(3) not null,
  words text[] not null
);
create index cases_by_unit on cases (unit, opened_at desc, id desc);
create index cases_by_officers on cases using gin (officers);
create index cases_by_recordings on cases using gin (recordings);
create index cases_latest on cases (opened_at desc, id desc);
create index cases_open on cases (opened_at desc, id desc) where open;
create index cases_by_words on cases using gin (words);

create table approvals (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  case_id uuid not null,
  unit uuid not null,
  asked_by text not null,
  act text not null,
  stands text not null,
  waits_for text,
  asked_at timestamptz(3) not null
);
create index approvals_by_case on approvals (case_id);
create index approvals_asked on approvals (asked_by, asked_at desc);
create index approvals_waiting on approvals (waits_for, asked_at) where stands = 'open';

-- What runs in open cases, written as their acts are entered: never computed over all of them.
create table due (
  case_id uuid not null references cases (id),
  unit uuid not null,
  period text not null,
  started_by text not null,
  title jsonb not null,
  -- The last instant that is still in time; null where it cannot be told.
  last_at timestamptz(3),
  primary key (case_id, period, started_by)
);
create index due_by_time on due (unit, last_at);

-- Who was where at which hours, by the acts of all cases: nobody is in two places at one time.
create table case_presence (
  case_id uuid not null references cases (id),
  act_id text not null,
  person uuid not null,
  act text not null,
  day text not null,
  at text not null,
  until text not null,
  place text,
  primary key (case_id, act_id, person)
);
create index case_presence_by_person on case_presence (person, day);

grant select, insert, delete on case_presence to liuhen_app;
grant select, insert, update on cases, approvals to liuhen_app;
grant select, insert, update, delete on due to liuhen_app;
