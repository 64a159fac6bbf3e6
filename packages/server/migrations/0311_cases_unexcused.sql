-- Explanations of missing recordings that nobody else has confirmed: those who may are asked.
alter table cases add column unconfirmed integer not null default 0;
create index cases_unconfirmed on cases (unit) where unconfirmed > 0;
