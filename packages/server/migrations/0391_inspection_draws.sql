-- Draws for inspections: what was frozen, what was drawn, and what has become of each drawn object.
create table inspection_draws (
  id uuid primary key,
  version integer not null,
  state jsonb not null,
  title text not null,
  stands text not null,
  frozen_at timestamptz(3) not null,
  again uuid[] not null
);
create index inspection_draws_by_time on inspection_draws (frozen_at desc);
create index inspection_draws_again on inspection_draws using gin (again);
grant select, insert, update on inspection_draws to liuhen_app;
