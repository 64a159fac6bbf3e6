-- The role the server works as. It owns nothing: every migration grants it what it needs, table by table.
-- A cluster of the operator's own may have it already; the embedded one makes it before the first migration.
do $$
begin
  if not exists (select from pg_roles where rolname = 'liuhen_app') then
    create role liuhen_app login;
  end if;
exception
  -- Another database of this cluster was being migrated at the same moment.
  when duplicate_object or unique_violation then null;
end
$$;

-- For lists a person reads: Chinese by pinyin. Everything else compares byte by byte.
create collation pinyin (provider = icu, locale = 'zh-u-co-pinyin');

-- Append-only is a grant, this function, and a test that tries. The triggers that call it fire always, so that
-- session_replication_role does not get past them; a superuser who disables them is what the log is there to show.
create function only_grows() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege', hint = 'A correction to a record is another event.';
end
$$;

-- Every act, in the order in which it was written down. Not partitioned: then id and (stream, version) could only be
-- unique within a month, and that they are unique without exception is what optimistic concurrency rests on.
create table journal (
  -- Order of writing, not of committing, and with holes where a transaction was rolled back.
  position bigint generated always as identity primary key,
  id uuid not null constraint journal_id unique,
  stream text not null check (char_length(stream) <= 200),
  version integer not null check (version >= 1),
  kind text not null check (kind ~ '^[A-Z][A-Za-z0-9]*/[1-9][0-9]*$' and char_length(kind) <= 200),
  at timestamptz(3) not null,
  actor text not null check (char_length(actor) <= 200),
  body jsonb not null,
  -- Hides the body behind its commitment in the log.
  salt bytea not null check (octet_length(salt) = 32),
  constraint journal_stream_version unique (stream, version)
);

create trigger only_grows before update or delete or truncate on journal
  for each statement execute function only_grows();
alter table journal enable always trigger only_grows;

-- Positions that are in the journal and not yet in the log. Filled by the statement that appends, emptied by the one
-- that seals: an event is in exactly one of pending and log.
create table journal_pending (
  position bigint primary key
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- The statement that appends. A function only because a session then plans it once and not for every event.
-- Answers with the positions, in the order of the arrays.
create function append_to_journal(
  ids uuid[], streams text[], versions integer[], kinds text[], ats timestamptz[], actors text[], bodies text[],
  salts text[]
) returns setof bigint language plpgsql as $$
begin
  return query
    with added as (
      insert into journal (id, stream, version, kind, at, actor, body, salt)
      select given.id, given.stream, given.version, given.kind, given.at, given.actor, given.body::jsonb,
        decode(given.salt, 'hex')
      from unnest(ids, streams, versions, kinds, ats, actors, bodies, salts)
        with ordinality as given (id, stream, version, kind, at, actor, body, salt, place)
      order by given.place
      returning journal.position
    ), pending as (
      insert into journal_pending (position) select added.position from added
    )
    select added.position from added order by added.position;
end
$$;

grant select, insert on journal to liuhen_app;
grant select, insert, delete on journal_pending to liuhen_app;
