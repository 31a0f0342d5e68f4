-- Readings where no InfluxDB is configured. A reading's key is (person, kind, time in milliseconds);
-- the primary keys serve the reads too: all of them ask for one person and a range of time.

create table vitals (
  person uuid not null,
  at timestamptz not null,
  heart_rate int,
  spo2 int,
  systolic int,
  diastolic int,
  temperature double precision,
  steps int,
  worn boolean,
  at_rest boolean,
  clock_replaced boolean not null,
  primary key (person, at)
);

create table location (
  person uuid not null,
  at timestamptz not null,
  lat double precision not null,
  lon double precision not null,
  accuracy double precision,
  source text,
  clock_replaced boolean not null,
  primary key (person, at)
);

create table band_status (
  person uuid not null,
  at timestamptz not null,
  band text not null,
  online boolean,
  battery int,
  charging boolean,
  worn boolean,
  firmware text,
  clock_replaced boolean not null,
  primary key (person, at)
);

-- Signs that many bands measure seldom or never: without these, looking for the newest one reads a month.
create index vitals_spo2 on vitals (person, at) where spo2 is not null;
create index vitals_systolic on vitals (person, at) where systolic is not null;
create index vitals_diastolic on vitals (person, at) where diastolic is not null;
create index vitals_temperature on vitals (person, at) where temperature is not null;
create index vitals_steps on vitals (person, at) where steps is not null;
