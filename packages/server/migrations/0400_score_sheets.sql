-- 案卷评查: the sheets that were handed in, item by item; none is changed or taken back.
create table score_sheets (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  case_id uuid not null,
  unit uuid not null,
  draw uuid,
  on_day text not null,
  handed_in_at timestamptz(3) not null,
  handed_in_by text not null,
  score double precision not null,
  own_score double precision not null,
  band text not null
);
create index score_sheets_of_case on score_sheets (case_id, handed_in_at);
create index score_sheets_by_day on score_sheets (on_day, unit);
grant select, insert, update on score_sheets to liuhen_app;

-- A finding may be of an item of a sheet.
alter table findings add column sheet uuid;
create index findings_of_sheet on findings (sheet) where sheet is not null;
