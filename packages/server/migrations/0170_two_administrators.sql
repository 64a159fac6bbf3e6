-- Granting a role and resetting what opens an account take two administrators; a first sign-in takes a code besides the
-- temporary password, told by another than told the password.
alter table credential
  -- A temporary password that is in force once another administrator has confirmed it.
  add column pending_hash text,
  -- SHA-256 of the code a first sign-in asks for, and when it was issued.
  add column enrolment bytea check (octet_length(enrolment) = 32),
  add column enrolment_at timestamptz(3),
  -- The owner has set the password themselves while no second factor was asked of them: what they know is enough.
  add column enrolment_free boolean not null default false;
update credential set enrolment_free = true where not must_change;

-- Whether something about the account waits for another administrator.
alter table people add column proposed boolean not null default false;
create index people_proposed on people (id) where proposed;
