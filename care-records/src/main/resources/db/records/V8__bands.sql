-- How the band's maker writes what it leaves unsaid; which profiles there are is the program's (bands/profiles.json).
alter table band add column profile text not null default 'contract';

-- From when to when a band was lost, or retired for good; while it is, it is on no wrist and its secret is refused.
create table band_gone (
  id bigint generated always as identity primary key,
  band text not null references band,
  why text not null check (why in ('lost', 'retired')),
  since timestamptz not null,
  until timestamptz,
  check (until is null or until > since)
);
create unique index band_gone_now on band_gone (band) where until is null;
create index band_gone_band on band_gone (band);

-- What was last heard of each band: written every few seconds, so rows have room to be rewritten in place.
create table band_seen (
  band text primary key references band,
  heard_at timestamptz,
  online boolean not null,
  battery integer,
  firmware text
) with (fillfactor = 50);
create index wearing_person_now on wearing (person) where until is null;
