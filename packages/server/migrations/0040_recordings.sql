create table recordings (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  sha256 text not null unique,
  file_name text not null,
  device uuid,
  device_key text not null,
  officer uuid,
  unit uuid,
  start_at timestamptz not null,
  end_at timestamptz not null,
  arrived_at timestamptz not null,
  bytes bigint not null,
  flagged boolean not null,
  -- 'waiting' until the view copy is there or has failed for good
  derived text not null check (derived in ('waiting', 'ready', 'failed')),
  -- Of its device and day, found anew whenever one of them changes.
  take uuid,
  take_segments integer not null default 1,
  unexplained boolean not null default false
);
create index recordings_by_time on recordings (start_at desc, id desc);
create index recordings_by_officer on recordings (officer, start_at desc, id desc);
create index recordings_by_unit on recordings (unit, start_at desc, id desc);
create index recordings_by_device on recordings (device, start_at desc, id desc);
create index recordings_by_device_key on recordings (device_key, start_at);
create index recordings_by_arrival on recordings (arrived_at desc);
create index recordings_unexplained on recordings (start_at desc, id desc) where unexplained;
create index recordings_flagged on recordings (start_at desc, id desc) where flagged;
create index recordings_underived on recordings (start_at desc, id desc) where derived <> 'ready';

-- How far the jobs of a recording are: what a person waits for, not what happened.
create table derivation (
  recording uuid not null references recordings (id),
  step text not null,
  state text not null check (state in ('waiting', 'running', 'failed', 'done')),
  progress real not null default 0,
  reason text,
  primary key (recording, step)
);

-- Looks and verifications stand on streams of their own and name their recording.
create index journal_of_recording on journal ((body ->> 'recording')) where body ? 'recording';

grant select, insert, update on recordings, derivation to liuhen_app;
