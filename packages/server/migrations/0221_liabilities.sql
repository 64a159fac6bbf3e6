-- 责任追究: what somebody may answer for, and what came of it. `about`: of an item that opened by itself, so that it opens once.
create table liabilities (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  rule text not null,
  outcome text not null,
  people uuid[] not null,
  unit uuid,
  due text,
  owner uuid,
  open boolean not null,
  opened_at timestamptz(3) not null,
  about text
);
create index liabilities_open on liabilities (open, opened_at desc);
create index liabilities_of_people on liabilities using gin (people);
create unique index liabilities_once on liabilities (about) where about is not null;
grant select, insert, update on liabilities to liuhen_app;
