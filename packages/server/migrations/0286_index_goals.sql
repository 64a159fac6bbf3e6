-- What the bureau wants of its indices, and from when; every setting stays.
create table index_goals (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  index text not null,
  from_day text not null,
  set_at timestamptz(3) not null
);
create index index_goals_by_day on index_goals (index, from_day);
grant select, insert, update on index_goals to liuhen_app;
