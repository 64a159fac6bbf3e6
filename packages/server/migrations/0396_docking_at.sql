-- A reading that is sent again is looked for among those of the last hours.
create index docking_at on docking (at);
