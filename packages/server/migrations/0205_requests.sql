-- Requests for recordings and the grants that come of them; what is marked as secret; approvals of what is no act of a case.
alter table approvals alter column case_id drop not null;
alter table approvals alter column act drop not null;
alter table approvals add column matter text;
create index approvals_of_matter on approvals (matter) where matter is not null;

create table requests (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  use text not null,
  whom text not null,
  unit uuid not null,
  asked_by text not null,
  asked_at timestamptz(3) not null,
  recordings uuid[] not null,
  stands text not null,
  until_at timestamptz(3),
  approval uuid,
  unreviewed boolean not null
);
create index requests_by_time on requests (asked_at desc);
create index requests_by_asker on requests (asked_by, asked_at desc);
create index requests_of_recording on requests using gin (recordings);
create index requests_unreviewed on requests (asked_at) where unreviewed;
grant select, insert, update on requests to liuhen_app;

create table secrecies (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  marked boolean not null
);
grant select, insert, update on secrecies to liuhen_app;
