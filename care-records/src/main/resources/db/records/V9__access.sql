-- Which account a person of the office's own sign-in provider opens; tied together by an administrator.
create table account_subject (
  account uuid primary key references account on delete cascade,
  issuer text not null,
  subject text not null,
  unique (issuer, subject)
);

-- Those who are on their way to the provider and back, each for minutes; of what opens a way back only hashes are kept.
create table openid_journey (
  state_hash bytea primary key,
  browser_hash bytea not null,
  nonce text not null,
  verifier text not null,
  expires_at timestamptz not null
);
create index openid_journey_over on openid_journey (expires_at);

-- Signed in through the provider: a one-time password that was never used does not matter then.
alter table session add column by_provider boolean not null default false;
