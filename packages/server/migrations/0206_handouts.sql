-- What was handed out to somebody of outside, by the package that was made for it.
create table handouts (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  request uuid not null,
  serial text not null unique,
  digests text[] not null,
  prepared_at timestamptz(3) not null,
  released boolean not null
);
create index handouts_of_request on handouts (request);
create index handouts_of_digest on handouts using gin (digests);
grant select, insert, update on handouts to liuhen_app;
