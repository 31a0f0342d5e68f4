-- Whose readings were looked through for days that were never rolled up: those from before there were roll-ups. A person
-- stands here once all such days of theirs are in stale_day, so that what was interrupted goes on where it was.
create table roll_up_backfill (
  person uuid primary key,
  at timestamptz not null
);

-- What is rolled up first is what is looked at most.
create index stale_day_newest on stale_day (day desc);

-- A band is on no wrist seldom, and it is asked for each gap in a month.
create index vitals_not_worn on vitals (person, at) where worn = false;
create index band_status_not_worn on band_status (person, at) where worn = false;
