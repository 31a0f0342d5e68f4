alter table account add column must_change boolean not null default false; -- signed in with a one-time password
alter table account add column disabled_at timestamptz;

alter table session add column id uuid not null default gen_random_uuid();
alter table session add column address text;
alter table session add column user_agent text;
alter table session add column last_seen timestamptz not null default now();
create unique index session_id on session (id);
create index session_account on session (account);

-- What a machine shows instead of a session; of its secret only the hash is kept.
create table api_token (
  id uuid primary key,
  account uuid not null references account on delete cascade,
  name text not null,
  scope text not null check (scope in ('read', 'write', 'fhir')),
  secret_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used timestamptz
);
create index api_token_account on api_token (account);

-- A device on which an account has signed in before: a flood on the account does not keep it out.
create table known_device (
  token_hash bytea not null,
  account uuid not null references account on delete cascade,
  since timestamptz not null,
  primary key (token_hash, account)
);

-- Who has to wait before the next try; a hash, for people type passwords where names belong.
create table failed_sign_in (
  who bytea primary key,
  failures integer not null,
  last_at timestamptz not null
);

create table invitation (
  id uuid primary key,
  person uuid not null references person,
  relation text not null,
  name text not null,
  code_hash bytea not null unique,
  invited_by uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  redeemed_at timestamptz,
  account uuid references account
);
create index invitation_person on invitation (person);

alter table family_member add column relation text;
