-- Who is still to sign for themselves, where everybody who took part signs.
alter table approvals add column signers uuid[] not null default '{}';
create index approvals_signers on approvals using gin (signers) where stands = 'open';
