-- 光盘: each disc by its number, from its order to its end.
create table discs (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  serial text not null unique,
  stands text not null,
  recordings uuid[] not null,
  package uuid,
  ordered_at timestamptz(3) not null,
  burnt_at timestamptz(3),
  next_check text,
  replaces uuid
);
create index discs_by_time on discs (ordered_at desc);
create index discs_of_recording on discs using gin (recordings);
grant select, insert, update on discs to liuhen_app;

-- Cases that have recordings among their evidence, for what has to be on a disc.
create index cases_with_recorded_evidence on cases (opened_at) where state @? '$.evidence[*].recording';
