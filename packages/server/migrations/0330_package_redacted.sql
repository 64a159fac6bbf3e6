-- Recordings of a package that went as their redacted copies.
alter table package add column redacted uuid[] not null default '{}';
