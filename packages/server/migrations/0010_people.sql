-- One bureau per installation: the second row is refused by its key, which is what makes set-up happen once.
create table bureau (
  sole boolean primary key default true check (sole),
  id uuid not null,
  name text not null,
  slug text not null,
  -- The log's name: no other bureau's log has it.
  origin text not null,
  sample boolean not null,
  founded_at timestamptz(3) not null
);

-- Read models: what the events of each stream leave behind, and the columns that are searched.
create table units (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  code text not null constraint units_code unique,
  name text not null,
  parent uuid references units
);
create index units_parent on units (parent);

create table people (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  name text not null,
  user_name text not null constraint people_user_name unique,
  unit uuid not null references units,
  roles text[] not null,
  certificate_number text constraint people_certificate unique,
  camera_user_number text,
  suspended boolean not null
);
create index people_unit on people (unit);
create index people_camera_user_number on people (camera_user_number);

-- What opens the door is not record: nothing below is in the journal, only that it changed.
create table credential (
  person uuid primary key references people,
  -- argon2id, in its own text form with salt and costs.
  hash text not null,
  -- The ones before it, newest first.
  history text[] not null,
  changed_at timestamptz(3) not null,
  must_change boolean not null,
  -- In a row, counting an attempt whose password is still being compared as failed.
  failures integer not null default 0,
  locked_until timestamptz(3)
);

create table second_factor (
  person uuid primary key references people,
  -- The secret that is in force, and one not confirmed yet, both encrypted with a key kept outside the database.
  sealed bytea,
  pending bytea,
  -- The newest 30-second step whose code was accepted: none before it is accepted again.
  last_step bigint not null default 0
);

create table session (
  -- SHA-256 of the cookie's token.
  id bytea primary key check (octet_length(id) = 32),
  person uuid not null references people,
  -- The stream its sign-in was written to.
  sign_in uuid not null,
  begun_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  address text not null
);
create index session_person on session (person);
create index session_last_seen on session (last_seen_at);

-- Only what throttles an address; the record of failures is the journal's.
create table sign_in_failure (
  id uuid primary key,
  address text not null,
  at timestamptz(3) not null
);
create index sign_in_failure_address on sign_in_failure (address, at);
create index sign_in_failure_at on sign_in_failure (at);

grant select, insert on bureau to liuhen_app;
grant select, insert, update on units, people, credential, second_factor to liuhen_app;
grant select, insert, update, delete on session, sign_in_failure to liuhen_app;
