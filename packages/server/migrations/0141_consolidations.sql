-- Batches of recordings that were confirmed to be gathered centrally; the events name each file by its digest.
create table consolidations (
  id uuid primary key,
  unit uuid not null,
  first_day text not null,
  last_day text not null,
  made_at timestamptz(3) not null,
  made_by text not null,
  recordings uuid[] not null
);
create index consolidations_by_day on consolidations (last_day desc, unit);
create index consolidations_of_recording on consolidations using gin (recordings);
grant select, insert on consolidations to liuhen_app;
