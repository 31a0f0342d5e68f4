-- Whoever holds a link looks without an account: the line says whose link it is. Where a reason was asked for, it is kept.
alter table access_log drop constraint access_log_pkey;
alter table access_log alter column account drop not null;
alter table access_log add column link text not null default ''; -- to whom it was sent, or who made the card
alter table access_log add column reason text not null default '';
create unique index access_log_line on access_log (person, minute, account, what, purpose, link, reason) nulls not distinct;
