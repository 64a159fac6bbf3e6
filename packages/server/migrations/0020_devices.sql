create table devices (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  number text not null unique,
  kind text not null,
  unit uuid not null,
  condition text not null,
  holder uuid
);
create index devices_holder on devices (holder);

-- Which key opens the counter for a docking station: only the digest of it is kept.
create table station_key (
  device uuid primary key references devices (id),
  digest bytea not null unique
);

-- The last times a camera was docked, for "not docked yet" and the clock's history.
create table docking (
  id uuid primary key,
  device uuid,
  at timestamptz not null,
  said jsonb not null
);
create index docking_device on docking (device, at desc);

grant select, insert, update on devices, station_key, docking to liuhen_app;
