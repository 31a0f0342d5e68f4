-- Not only limits are tried: what is asked is kept as it was asked.
alter table back_test
  add column kind text not null default 'limit' check (kind in ('limit', 'day', 'zones')),
  add column asked jsonb not null default '{}';
update back_test
   set asked = jsonb_build_object('sign', sign, 'low', low, 'high', high, 'lastingSeconds', lasting_seconds);
alter table back_test
  alter column kind drop default,
  alter column asked drop default,
  drop column sign,
  drop column low,
  drop column high,
  drop column lasting_seconds;
create index back_test_of on back_test (account, person, kind);

-- What the one who set it had seen of it; null where it was set before zones and days were tried.
alter table zone add column tried jsonb;
alter table person_day add column tried jsonb;
