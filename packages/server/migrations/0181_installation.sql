-- Which installation this database belongs to: the data folder says the same in its file `installation`. One row at most.
create table installation (
  one boolean primary key default true check (one),
  id uuid not null
);
grant select, insert on installation to liuhen_app;
