-- Reports of faults are looked for by their day, to tell whether an interruption was reported at once.
create index journal_of_faults on journal (at) where kind = 'FaultReported/1';
