-- Why the end of a period cannot be told, and by which articles: such a clock is shown, and not left out.
alter table due add column untold jsonb;
create index due_untold on due (case_id) where untold is not null;
