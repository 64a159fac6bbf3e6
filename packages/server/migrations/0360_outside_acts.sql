-- What people from outside the bureau saw and took away, for the bureau to look at.
create table outside_acts (
  id uuid primary key,
  person uuid not null,
  role text not null,
  at timestamptz(3) not null,
  endpoint text,
  told jsonb not null
);
create index outside_acts_by_time on outside_acts (at desc, id);
grant select, insert on outside_acts to liuhen_app;
