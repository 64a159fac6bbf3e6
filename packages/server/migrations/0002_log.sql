-- The Merkle log over the journal: C2SP tlog-tiles, RFC 6962.

create table log_entry (
  -- Place in the log, from 0 without holes.
  index bigint primary key check (index >= 0),
  event_id uuid not null constraint log_entry_event unique references journal (id),
  -- Exactly the bytes that are hashed.
  leaf bytea not null check (octet_length(leaf) <= 65535),
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32)
);

create trigger only_grows before update or delete or truncate on log_entry
  for each statement execute function only_grows();
alter table log_entry enable always trigger only_grows;

create table log_tile (
  level smallint not null check (level between 0 and 63),
  number bigint not null check (number >= 0),
  -- 1 to 256 hashes of 32 bytes, one after the other.
  hashes bytea not null check (octet_length(hashes) % 32 = 0 and octet_length(hashes) between 32 and 8192),
  primary key (level, number)
);

create function tile_only_grows() returns trigger language plpgsql as $$
begin
  if (new.level, new.number) is distinct from (old.level, old.number)
    or octet_length(new.hashes) <= octet_length(old.hashes)
    or substr(new.hashes, 1, octet_length(old.hashes)) <> old.hashes
  then
    raise exception 'log_tile only grows: a hash in tile %/% would change', old.level, old.number
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;

create trigger tile_only_grows before update on log_tile
  for each row execute function tile_only_grows();
alter table log_tile enable always trigger tile_only_grows;
create trigger only_grows before delete or truncate on log_tile
  for each statement execute function only_grows();
alter table log_tile enable always trigger only_grows;

create table log_checkpoint (
  size bigint primary key check (size >= 1),
  root bytea not null check (octet_length(root) = 32),
  at timestamptz(3) not null,
  -- The signed note, as it is published.
  note text not null
);

create trigger only_grows before update or delete or truncate on log_checkpoint
  for each statement execute function only_grows();
alter table log_checkpoint enable always trigger only_grows;

grant select, insert on log_entry, log_checkpoint to liuhen_app;
grant select, insert, update on log_tile to liuhen_app;
