-- One row for each file that is arriving or has arrived. It is bookkeeping, not record: what counts is in the journal.
create table upload (
  id uuid primary key,
  sender text not null,
  station uuid,
  declared jsonb not null,
  bytes bigint not null check (bytes >= 0),
  state text not null check (state in ('arriving', 'checking', 'preserved', 'repeated', 'quarantined')),
  begun_at timestamptz not null,
  last_at timestamptz not null,
  event_id uuid,
  recording uuid,
  quarantine uuid
);
create index upload_open on upload (begun_at) where state in ('arriving', 'checking');
create index upload_recent on upload (last_at desc);
create index upload_same on upload ((declared ->> 'sha256'), sender) where state = 'arriving';

create table quarantines (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  arrived_at timestamptz not null,
  unit uuid,
  settled boolean not null
);
create index quarantines_open on quarantines (arrived_at desc) where not settled;

grant select, insert, update on upload, quarantines to liuhen_app;
