-- From when on a running period is told of: three days before its end, unless the rules print another number.
alter table due add column warn_at timestamptz(3);
update due set warn_at = last_at - interval '3 days' where last_at is not null;
create index due_to_warn on due (warn_at);
