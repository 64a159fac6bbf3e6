-- Keys of calendar feeds, by their digests: one open for each person.
create table feed_keys (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  person uuid not null,
  digest text not null,
  open boolean not null
);
create unique index feed_keys_open on feed_keys (person) where open;
create unique index feed_keys_by_digest on feed_keys (digest);
grant select, insert, update on feed_keys to liuhen_app;

-- What somebody narrows the list of cases to again and again, by a name of their own.
create table saved_filter (
  id uuid primary key,
  person uuid not null references people,
  name text not null,
  filter jsonb not null,
  unique (person, name)
);
grant select, insert, update, delete on saved_filter to liuhen_app;

-- Where somebody wants to be reminded, in their own words; null once they want it no more.
create table reminder_addresses (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  address text
);
-- What was sent to whom on which day: never twice. `sending` that stays so fell in between, and nobody knows whether it arrived.
create table reminder_sent (
  person uuid not null references people,
  day text not null,
  state text not null,
  tries integer not null,
  next_at timestamptz(3),
  -- A code, such as ECONNREFUSED or 535; never what a server said.
  failure text,
  primary key (person, day)
);
create index reminder_sent_by_day on reminder_sent (day, state);
grant select, insert, update on reminder_addresses, reminder_sent to liuhen_app;
