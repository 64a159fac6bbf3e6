-- 光盘借阅: the day by which a lent disc is to be back, and who of the bureau has it.
alter table discs add column lent_until text, add column lent_to uuid;
create index discs_lent on discs (lent_until) where lent_until is not null;
