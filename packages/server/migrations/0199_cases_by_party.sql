-- What else a party was punished for is looked up whenever one is punished.
create index cases_by_party on cases (party, opened_at desc) where party is not null;
