-- Evidence packages that were made; the events say what was in them.
create table package (
  id uuid primary key,
  made_at timestamptz not null,
  made_by text not null,
  purpose text not null,
  recipient text not null,
  recordings uuid[] not null,
  bytes bigint not null
);
create index package_by_time on package (made_at desc);
grant select, insert on package to liuhen_app;
