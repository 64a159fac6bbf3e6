-- 遮挡: what is not to be seen or heard of a recording, and how far the copy of it is.
create table redactions (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  recording uuid not null,
  stands text not null,
  drawn_at timestamptz(3)
);
create index redactions_of_recording on redactions (recording, drawn_at desc);
grant select, insert, update on redactions to liuhen_app;
