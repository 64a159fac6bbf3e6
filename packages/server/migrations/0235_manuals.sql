-- How a model of device is to be used, and who has confirmed having read it.
create table manuals (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  model text not null unique
);
grant select, insert, update on manuals to liuhen_app;
