-- The body of an event may go, and its salt with it, where a warrant on record and in the log names its stream: its leaf
-- stays in the log with the commitment. Nothing else of a row of the journal ever changes, whoever asks.
alter table journal alter column body drop not null, alter column salt drop not null;
alter table journal add constraint journal_body_and_salt check ((body is null) = (salt is null));

create function only_bodies_go() returns trigger language plpgsql as $$
declare
  warrant uuid := nullif(current_setting('liuhen.warrant', true), '')::uuid;
begin
  if (new.position, new.id, new.stream, new.version, new.kind, new.at, new.actor)
      is not distinct from (old.position, old.id, old.stream, old.version, old.kind, old.at, old.actor)
    and new.body is null and new.salt is null
    and old.kind not like 'RecordingDisposed/%'
    and exists (
      select from journal as said join log_entry on log_entry.event_id = said.id
      where said.id = warrant and said.kind like 'DisposalBegun/%' and said.position > old.position
        and said.body -> 'items' @> jsonb_build_array(
          jsonb_build_object('recording', substr(old.stream, length('recording:') + 1)))
        and old.stream like 'recording:%'
        -- What came in again since is no part of what was disposed of.
        and exists (
          select from journal as gone where gone.stream = old.stream and gone.version > old.version
            and gone.kind like 'RecordingDisposed/%' and gone.body ->> 'disposal' = substr(said.stream, length('disposal:') + 1))
    )
  then
    return new;
  end if;
  raise exception 'journal only grows: update is refused'
    using errcode = 'insufficient_privilege', hint = 'A body goes by a warrant that is on record and in the log, and in no other way.';
end
$$;

drop trigger only_grows on journal;
create trigger only_grows before delete or truncate on journal
  for each statement execute function only_grows();
alter table journal enable always trigger only_grows;
create trigger only_bodies_go before update on journal
  for each row execute function only_bodies_go();
alter table journal enable always trigger only_bodies_go;

-- The one door: with the rights of the owner, for the application may insert and read and nothing else.
create function dispose_bodies(warrant uuid) returns integer language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  gone integer;
begin
  perform set_config('liuhen.warrant', warrant::text, true);
  update journal set body = null, salt = null
  from (
    select 'recording:' || (item ->> 'recording') as stream, said.position, said.stream as list
    from journal as said, jsonb_array_elements(said.body -> 'items') as item
    where said.id = warrant and said.kind like 'DisposalBegun/%'
  ) as named
  where journal.stream = named.stream and journal.body is not null and journal.position < named.position
    and journal.kind not like 'RecordingDisposed/%';
  get diagnostics gone = row_count;
  perform set_config('liuhen.warrant', '', true);
  return gone;
end
$$;
revoke all on function dispose_bodies(uuid) from public;
grant execute on function dispose_bodies(uuid) to liuhen_app;
