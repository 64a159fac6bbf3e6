-- What is or may be made public, one row for each matter; the events hold every version, who checked it and who approved it.
create table publications (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  rule text not null,
  stands text not null,
  public boolean not null,
  withdrawal_due boolean not null,
  updates_due boolean not null,
  case_id uuid,
  title text,
  decided_on text,
  begun_at timestamptz(3) not null
);
create index publications_by_stand on publications (stands, begun_at);
create index publications_public on publications (rule, begun_at desc) where public;
create index publications_of_case on publications (case_id) where case_id is not null;
-- One matter for each decision, whoever begins it first.
create unique index publications_of_decision on publications (case_id, (state -> 'decision' ->> 'act')) where case_id is not null;
grant select, insert, update on publications to liuhen_app;

create table disclosure_questions (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  publication uuid not null,
  assigned uuid not null,
  open boolean not null,
  asked_at timestamptz(3) not null
);
create index disclosure_questions_open on disclosure_questions (asked_at) where open;
grant select, insert, update on disclosure_questions to liuhen_app;
