create table grid_cell (
  id uuid primary key,
  parent uuid references grid_cell,
  name text not null
);

create table account (
  id uuid primary key,
  name text not null unique,
  display_name text not null,
  role text not null check (role in ('admin', 'doctor', 'grid', 'family')),
  password_hash text not null,           -- Argon2id
  cell uuid references grid_cell         -- a grid worker's
);

-- Of a session's token only the hash is kept: who reads the database cannot sign in with it.
create table session (
  token_hash bytea primary key,
  account uuid not null references account on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table person (
  id uuid primary key,
  name text not null,
  sex text not null check (sex in ('female', 'male')),
  birth_date date not null,
  phone text,
  address text not null,
  latitude double precision,
  longitude double precision,
  cell uuid not null references grid_cell,
  doctor uuid references account,
  risk text not null check (risk in ('high', 'key', 'general')),
  conditions text[] not null default '{}',
  how_to_get_in text
);
create index person_name on person (name, id);
create index person_cell on person (cell);
create index person_doctor on person (doctor);

create table contact (
  id uuid primary key,
  person uuid not null references person,
  place integer not null,                -- in which order they are asked
  name text not null,
  relation text not null,
  phone text not null
);
create index contact_person on contact (person, place);

create table family_member (
  account uuid not null references account,
  person uuid not null references person,
  primary key (account, person)
);

create table band (
  serial text primary key,
  salt bytea not null,
  secret_hash bytea not null,            -- SHA-256 over salt and secret: the secrets are random, not chosen
  registered_at timestamptz not null
);

-- Who wore which band from when to when; a band is on one wrist at a time.
create table wearing (
  id bigint generated always as identity primary key,
  band text not null references band,
  person uuid not null references person,
  since timestamptz not null,
  until timestamptz,
  check (until is null or until > since)
);
create unique index wearing_now on wearing (band) where until is null;
create index wearing_person on wearing (person);

-- Whom an account may see: a doctor their list, a grid worker their cell, a family member their elder.
-- An administrator sees the people but not their health.
create view account_sees as
  select a.id as account, p.id as person from account a join person p on a.role = 'doctor' and p.doctor = a.id
  union all
  select a.id, p.id from account a join person p on a.role = 'grid' and p.cell = a.cell
  union all
  select a.id, f.person from account a join family_member f on a.role = 'family' and f.account = a.id
  union all
  select a.id, p.id from account a join person p on a.role = 'admin';
