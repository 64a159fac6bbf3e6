-- Cases and recordings of the same days are two populations.
drop index draws_once;
create unique index draws_once on draws (
  coalesce(rule, ''),
  coalesce(office, ''),
  coalesce(unit, '00000000-0000-0000-0000-000000000000'),
  coalesce(state ->> 'of', ''),
  first_day,
  last_day
);
