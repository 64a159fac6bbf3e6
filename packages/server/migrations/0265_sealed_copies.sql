-- 盖章件: papers as they come back from a seal service, beside what was fixed.
create table sealed_copies (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  paper uuid not null,
  kept_at timestamptz(3) not null
);
create index sealed_copies_of_paper on sealed_copies (paper, kept_at);
grant select, insert, update on sealed_copies to liuhen_app;
