-- How many interruptions before this recording nobody has explained yet: what the desk counts without reading any state.
alter table recordings add column open_gaps integer not null default 0;
create index recordings_open_gaps on recordings (start_at desc, id desc) where open_gaps > 0;

-- Words are looked for in names without reading the states beside them.
create index recordings_names on recordings (start_at desc, id desc) include (file_name, device, officer, unit);
