-- What the doctor set for a person's signs. At most one limit a sign stands; a newer one ends it, and it is kept.
create table person_limit (
  id uuid primary key,
  person uuid not null references person,
  sign text not null check (sign in ('heartRate', 'spo2', 'systolic', 'diastolic', 'temperature')),
  low double precision,
  high double precision check (high > low),
  lasting_seconds integer check (lasting_seconds between 0 and 86400),
  reason text not null,
  since timestamptz not null,
  until timestamptz,                     -- null while it stands
  set_by uuid,
  set_by_name text not null,
  check (low is not null or high is not null)
);
create unique index person_limit_now on person_limit (person, sign) where until is null;

-- Where a person is expected to be, and when in the week.
create table zone (
  id uuid primary key,
  person uuid not null references person,
  name text not null,
  area jsonb not null,                   -- {"circle": {"lat", "lon", "radius"}} or {"polygon": [{"lat", "lon"}, …]}
  hours jsonb not null,                  -- [{"day", "from", "to"}, …]; empty for always
  since timestamptz not null,
  until timestamptz,                     -- null while it stands
  set_by uuid,
  set_by_name text not null
);
create index zone_person on zone (person, since desc);

-- How a person's day goes, for the rules that conclude something from hearing nothing; whoever has no row goes by the default.
create table person_day (
  person uuid primary key references person,
  wakes time not null,
  sleeps time not null check (sleeps > wakes),
  greeting_by time,                      -- null where nobody looks for a sign of life in the morning
  still_minutes integer not null check (still_minutes between 60 and 1440),
  companions uuid[] not null default '{}', -- people whose nearness makes a walk a walk together
  set_at timestamptz not null,
  set_by uuid,
  set_by_name text not null
);
