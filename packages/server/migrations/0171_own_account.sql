-- From where somebody has signed in: a browser is known again by a cookie, of which the digest is kept.
create table known_device (
  person uuid not null references people,
  id bytea not null check (octet_length(id) = 32),
  -- What it said of itself when it was last used.
  agent text not null,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  primary key (person, id)
);
alter table session add column agent text not null default '';

-- What people are told about their own account: a read model of what the journal says of it, by event.
create table account_notice (
  person uuid not null references people,
  event uuid not null,
  at timestamptz(3) not null,
  kind text not null,
  -- The stream of the sign-in it is about, where it is about one.
  stream text,
  address text,
  agent text,
  new_device boolean not null default false,
  by text,
  primary key (person, event)
);
create index account_notice_at on account_notice (person, at desc);
-- Until when its owner has read them.
alter table credential add column notices_read timestamptz(3);

-- Failures in a row on one account from one place: a browser known to be its owner's, or else an address. Whoever fails from
-- elsewhere holds up nobody here.
create table sign_in_hold (
  person uuid not null references people,
  source text not null,
  failures integer not null,
  held_until timestamptz(3),
  last_at timestamptz(3) not null,
  primary key (person, source)
);
alter table credential drop column failures, drop column locked_until;

grant select, insert on account_notice to liuhen_app;
grant select, insert, update, delete on known_device, sign_in_hold to liuhen_app;
