-- The volume of a case, by the id of the case: bound, taken in, where it stands, and to whom it is lent.
create table volumes (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  stands text not null,
  -- No two volumes bear one number.
  number text unique,
  cabinet text,
  shelf text,
  bound_at timestamptz(3),
  taken_in_at timestamptz(3),
  lent_until text,
  kept_until text
);
create index volumes_lent on volumes (lent_until) where lent_until is not null;
create index volumes_by_stand on volumes (stands, bound_at);
grant select, insert, update on volumes to liuhen_app;
