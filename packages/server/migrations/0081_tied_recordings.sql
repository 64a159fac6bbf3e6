-- Recordings a person tied to an activity, besides those its people made meanwhile.
alter table activities add column tied uuid[] not null default '{}';
create index activities_by_tied on activities using gin (tied);
