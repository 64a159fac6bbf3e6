-- From which day a recording is kept. A time that nobody measured, that cannot be, or that is only a sender's word would let
-- its term be over before it came in: such a recording is kept from the day it came in.
alter table recordings add column kept_from date not null
  generated always as (
    (case
      when (state -> 'times') is not null and (
        unconfirmed or (state -> 'times' -> 'error') is null or (state -> 'times' -> 'impossible') is not null
      ) then arrived_at
      else start_at
    end at time zone 'Asia/Shanghai')::date
  ) stored;
