-- How often a step has ended in a way that may be the recording's, and in one that is the machine's; when it is tried
-- again; and whether it needs more time than is given to begin with. Kept here and not with the job, since a restart
-- takes a job up again without anything having been tried.
alter table derivation
  add column tries smallint not null default 0,
  add column faults integer not null default 0,
  add column again_at timestamptz,
  add column patient boolean not null default false;
