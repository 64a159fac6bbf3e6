-- Who somebody is at an identity provider, as the events of the person say; nobody else is the same there.
alter table people add column identity_issuer text, add column identity_subject text;
create unique index people_identity on people (identity_issuer, identity_subject) where identity_subject is not null;
