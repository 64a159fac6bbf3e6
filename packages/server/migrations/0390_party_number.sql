-- The number that tells a party from another of its name; the read model fills it when it is folded anew.
alter table cases add column party_number text;
create index cases_by_party_number on cases (party_number, opened_at desc) where party_number is not null;
