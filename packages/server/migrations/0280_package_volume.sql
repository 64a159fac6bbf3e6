-- An evidence package may hold the bound volume of a case.
alter table package add column case_id uuid;
create index package_of_case on package (case_id) where case_id is not null;
