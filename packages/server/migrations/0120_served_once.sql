-- What was done for a request that its sender named, so that the same request sent again over a broken line is answered
-- alike and not done twice. Bookkeeping, not record: an entry goes after a week.
create table served_once (
  person uuid not null,
  id uuid not null,
  -- The endpoint and what was asked of it, as a digest: an id that comes with another request is refused.
  asked bytea not null check (octet_length(asked) = 32),
  -- Null where the answer held a secret, which is shown once.
  reply jsonb,
  at timestamptz not null,
  primary key (person, id)
);
create index served_once_at on served_once (at);
grant select, insert, delete on served_once to liuhen_app;
