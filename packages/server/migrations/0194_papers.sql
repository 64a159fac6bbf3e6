-- The papers of cases, and the series their numbers are of.
create table papers (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  case_id uuid not null,
  rule text not null,
  stands text not null,
  -- No two papers bear one number, whatever a series says.
  number text unique,
  begun_at timestamptz(3) not null
);
create index papers_by_case on papers (case_id, begun_at);

create table number_series (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  mark text not null,
  year integer not null,
  last integer not null
);

grant select, insert, update on papers, number_series to liuhen_app;
