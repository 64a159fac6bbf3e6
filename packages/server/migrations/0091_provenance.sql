-- Whether a recording counts for nothing until somebody confirmed where it is from, of whom it is said to be meanwhile, whose
-- people can be asked, and which person sent it.
alter table recordings
  add column unconfirmed boolean not null default false,
  add column claimed_officer uuid,
  add column asked_unit uuid,
  add column sender uuid;
create index recordings_unconfirmed on recordings (start_at desc, id desc) where unconfirmed;
create index recordings_claimed on recordings (claimed_officer, start_at) where unconfirmed;
create index recordings_by_sender on recordings (sender, start_at desc, id desc) where sender is not null;

-- How a file is being sent: by a docking station, or with the browser of a computer or a telephone.
alter table upload add column how text not null default 'browser' check (how in ('docked', 'browser', 'phone'));
update upload set how = 'docked' where station is not null;

-- Which way of folding events the read models were last written by; a server that folds otherwise writes them anew.
create table folded (
  model text primary key,
  version integer not null
);
grant select, insert, update on folded to liuhen_app;
