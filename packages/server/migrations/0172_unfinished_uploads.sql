-- An upload that never came whole ends too: its sender gives it up, or the time for it is over.
alter table upload drop constraint upload_state_check;
alter table upload add constraint upload_state_check
  check (state in ('arriving', 'checking', 'preserved', 'repeated', 'quarantined', 'given-up', 'expired'));
create index upload_unfinished on upload (sender) include (bytes) where state = 'arriving';
