-- A person's own normal heart rate at rest, as it was reckoned each night from the 28 days before.
create table baseline (
  person uuid not null references person,
  reckoned_at timestamptz not null,
  days integer not null,                 -- on how many days it rests
  parts jsonb not null,                  -- {"night": {"median", "spread"}, "morning": …, "afternoon": …, "evening": …}
  primary key (person, reckoned_at)
);
