-- What volunteers and the police are shown of somebody who is searched for, by a link that ends.
create table search_card (
  id uuid primary key,
  incident uuid not null,
  token_hash bytea not null unique,
  clothes text not null,
  call text not null,                    -- whom to call who sees them
  made_at timestamptz not null,
  made_by uuid not null,
  made_by_name text not null,
  until timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by_name text
);
create index search_card_incident on search_card (incident, made_at);
