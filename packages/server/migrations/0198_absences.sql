-- When somebody is away, and who signs in their stead then.
create table absences (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  person uuid not null,
  deputy uuid not null,
  from_on text not null,
  until_on text not null,
  open boolean not null
);
create index absences_by_deputy on absences (deputy) where open;
create index absences_by_person on absences (person, from_on desc);
grant select, insert, update on absences to liuhen_app;
