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

-- A key that a number was sealed with is not replaced by another; one that was only made may be.
alter table record_key add column used boolean not null default false;
update record_key set used = exists (select from person where resident_id_sealed is not null);

-- What has been kept long enough is let go of by time.
create index access_log_minute on access_log (minute);
comment on table access_log is 'who looked at what of a person, why and how often within a minute';
