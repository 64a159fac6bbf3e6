-- Who complained or reported, apart from the case: nothing that is made of a case reads it.
create table informants (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  case_id uuid not null,
  struck boolean not null
);
create index informants_of_case on informants (case_id);
grant select, insert, update on informants to liuhen_app;
