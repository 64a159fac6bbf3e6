-- Who is named to what, from which day to which.
create table posts (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  post text not null,
  unit uuid,
  person uuid not null,
  first_day text not null,
  last_day text
);
create index posts_by_post on posts (post, unit, first_day);
grant select, insert, update on posts to liuhen_app;

-- Who is on duty when: of each unit and day one roster, whoever enters it first.
create table rosters (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  unit uuid not null,
  day text not null
);
create unique index rosters_of_day on rosters (unit, day);
grant select, insert, update on rosters to liuhen_app;

-- Who was trained in what; `trained` were there and passed.
create table trainings (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  topic text not null,
  day text not null,
  trained uuid[] not null
);
create index trainings_by_topic on trainings (topic, day);
grant select, insert, update on trainings to liuhen_app;
