-- A decision that stands is put up again after what was public of it was withdrawn.
drop index publications_of_decision;
create unique index publications_of_decision on publications (case_id, (state -> 'decision' ->> 'act'))
  where case_id is not null and stands <> 'withdrawn';
