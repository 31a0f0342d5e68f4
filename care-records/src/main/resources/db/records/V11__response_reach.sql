-- The office's own response plans; a severity without one has the program's default.
create table response_plan (
  id uuid primary key,
  severity text not null check (severity in ('emergency', 'urgent', 'notice')),
  cell uuid references grid_cell,        -- for it and all below that have none of their own; null for everywhere
  plan jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null
);
create unique index response_plan_of_cell on response_plan (severity, cell) where cell is not null;
create unique index response_plan_of_all on response_plan (severity) where cell is null;

-- Who changed which plan when; it only grows. Null before: made; null after: taken away.
create table response_plan_change (
  id bigint generated always as identity primary key,
  plan uuid not null,
  at timestamptz not null,
  by_account uuid,
  by_name text not null,
  before jsonb,
  after jsonb
);

-- That a named contact and an account are the same human being.
create table contact_account (
  contact uuid primary key references contact on delete cascade,
  account uuid not null references account on delete cascade,
  since timestamptz not null,
  linked_by text not null                -- 'invitation', or who did it
);
create index contact_account_account on contact_account (account);

-- How somebody wants to be told, and where besides what the staff list and the contacts know.
create table own_reach (
  owner text primary key,                -- as RecipientId writes it: staff:…, contact:…, account:…
  phones text[] not null default '{}',
  email text,
  ntfy text,                             -- a topic
  webhook text,
  channels text[] not null default '{}', -- the first first; empty for no wish
  quiet jsonb not null default '[]',     -- hours in which only an emergency rings
  language text check (language in ('zh-CN', 'en')),
  changed_at timestamptz not null,
  changed_by text not null
);

-- An address that was shown to be its owner's, by a code that was sent there.
create table verified_address (
  owner text not null,
  address text not null,
  at timestamptz not null,
  primary key (owner, address)
);

create table verification (
  id uuid primary key,
  owner text not null,
  channel text not null,
  address text not null,
  code_hash bytea not null,
  by_account uuid not null references account on delete cascade,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  done_at timestamptz
);
create index verification_owner on verification (owner, made_at);
create index verification_account on verification (by_account, made_at);

-- A browser that has allowed Web Push.
create table push_subscription (
  id uuid primary key,
  account uuid not null references account on delete cascade,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  device text,
  created_at timestamptz not null
);
create index push_subscription_account on push_subscription (account);

-- Whom push services know this service as (VAPID); made once, for all instances.
create table push_identity (
  only_one boolean primary key default true check (only_one),
  id uuid not null,                      -- what the private key is sealed for
  public_key bytea not null,             -- X.509
  private_key_sealed bytea not null      -- PKCS#8, sealed with the record key
);

-- A robot in the chat group of a cell's workers.
create table group_robot (
  id uuid primary key,
  cell uuid not null references grid_cell on delete cascade,
  place integer not null,
  channel text not null check (channel in ('wecom', 'dingtalk', 'ntfy', 'webhook')),
  address text not null,
  name text not null,
  unique (cell, channel, address)
);
