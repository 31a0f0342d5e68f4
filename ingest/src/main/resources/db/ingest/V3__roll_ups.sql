-- How a sign was, hour by hour and day by day, made from the readings wherever those are kept. Hours and days are the
-- office's; rewriting one changes nothing unless its readings have changed.

create table roll_up_hour (
  person uuid not null,
  sign text not null,
  at timestamptz not null,
  least double precision not null,
  mean double precision not null,
  greatest double precision not null,
  number bigint not null,
  primary key (person, sign, at)
);

create table roll_up_day (
  person uuid not null,
  sign text not null,
  day date not null,
  at timestamptz not null,
  least double precision not null,
  mean double precision not null,
  greatest double precision not null,
  number bigint not null,
  resting double precision,              -- as DayRule defines it
  by_night double precision,
  by_day double precision,
  minutes jsonb not null,                -- value of the minute, rounded: how many minutes
  primary key (person, sign, day)
);

-- Days whose readings have changed since they were rolled up.
create table stale_day (
  person uuid not null,
  day date not null,
  signs integer not null,                -- a bit for each sign
  marked_at timestamptz not null,
  rolled_at timestamptz not null,
  claimed_until timestamptz,
  primary key (person, day)
);
create index stale_day_marked on stale_day (marked_at);
