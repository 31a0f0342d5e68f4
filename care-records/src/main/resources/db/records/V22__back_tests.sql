-- What a rule with other settings would have found in the readings of the last weeks; let go of after a day.
create table back_test (
  id uuid primary key,
  account uuid not null references account on delete cascade,
  person uuid references person on delete cascade, -- null for everybody whose readings the account may see
  sign text not null check (sign in ('heartRate', 'spo2', 'systolic', 'diastolic', 'temperature')),
  low double precision,
  high double precision check (high > low),
  lasting_seconds integer,
  since timestamptz not null,            -- of the readings
  until timestamptz not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  done integer not null,                 -- people
  total integer not null,
  begun_at timestamptz not null,
  touched_at timestamptz not null,       -- by the instance that runs it; long ago: that instance is gone
  seen_at timestamptz,                   -- by the account, when it had ended
  answer jsonb
);
create index back_test_begun on back_test (begun_at);
create index back_test_of on back_test (account, person, sign);

-- What the one who set the limit had seen of it; null where it was set before there were back-tests.
alter table person_limit add column tried jsonb;
