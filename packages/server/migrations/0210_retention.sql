-- How long each recording is kept, by the id of the recording; what of it is written only grows longer.
create table retentions (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  class text,
  -- The last day on which it must be kept; null while that cannot be told.
  until text,
  for_good boolean not null,
  held boolean not null,
  wants_carrier boolean not null,
  disposal uuid
);
create index retentions_by_end on retentions (until) where disposal is null and not for_good and not held;
create index retentions_held on retentions (id) where held;
create index retentions_without_carrier on retentions (id) where wants_carrier and disposal is null;

-- Facts that keep recordings, as people registered them: of one recording, of an activity, of a case.
create table keeping_facts (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  about_kind text not null,
  about_id uuid not null,
  trigger text not null
);
create index keeping_facts_about on keeping_facts (about_id, about_kind);

create table disposals (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  stands text not null,
  listed_at timestamptz(3) not null,
  listed_by text not null,
  undo_until timestamptz(3),
  -- What is still to be destroyed by it.
  recordings uuid[] not null
);
create index disposals_latest on disposals (listed_at desc, id desc);
create index disposals_of_recording on disposals using gin (recordings);
grant select, insert, update on retentions, keeping_facts, disposals to liuhen_app;

alter table recordings add column disposed boolean not null default false;
-- What was disposed of has nothing to be made of it any more.
grant delete on derivation to liuhen_app;
