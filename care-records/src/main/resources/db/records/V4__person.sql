-- The file of a person as an office keeps it.
alter table person
  add column code text unique,               -- the office's own number (档案号)
  add column resident_id_sealed bytea,       -- AES-256-GCM: nonce, then what was sealed
  add column resident_id_mark bytea unique,  -- keyed hash of the number, to look it up by
  add column living text check (living in ('alone', 'couple', 'with_family', 'with_carer', 'with_others')),
  add column mobility text check (mobility in ('independent', 'walking_aid', 'wheelchair', 'bedridden')),
  add column hearing text check (hearing in ('good', 'hard', 'hearing_aid', 'deaf')),
  add column sight text check (sight in ('good', 'poor', 'blind')),
  add column dialect text,
  add column blood_group text,
  add column allergies text[] not null default '{}',
  add column medicines jsonb not null default '[]',
  add column door_code text,
  add column key_place text,
  add column closed_on date,
  add column closed_why text check (closed_why in ('moved', 'died')),
  add column version bigint not null default 1,
  add column search text,                    -- what they are found by; null until it is made up at the next start
  add column conditions_coded jsonb not null default '[]',
  add check ((closed_on is null) = (closed_why is null)),
  add check ((resident_id_sealed is null) = (resident_id_mark is null));

update person set conditions_coded = coalesce(
  (select jsonb_agg(jsonb_build_object('code', null, 'text', c.words) order by c.place)
     from unnest(conditions) with ordinality as c (words, place)), '[]');
alter table person drop column conditions;
alter table person rename column conditions_coded to conditions;

alter table contact
  add column phones text[] not null default '{}',
  add column key_holder boolean not null default false,
  add column hours jsonb not null default '[]',
  add column channels text[] not null default '{}',
  add column language text,
  add column since date,
  add column until date;                     -- the first day on which they no longer are
update contact set phones = array[phone];
alter table contact drop column phone;

-- What may be shown to whom. Revoked ones stay.
create table consent (
  id uuid primary key,
  person uuid not null references person,
  to_whom text not null check (to_whom in ('family', 'grid', 'volunteers')),
  what text not null check (what in ('health', 'readings', 'position')),
  since timestamptz not null,
  until timestamptz check (until > since),
  given_by text not null,
  recorded_by uuid,
  revoked_by uuid
);
create unique index consent_now on consent (person, to_whom, what) where until is null;

-- Who changed what of a person when; numbers and codes that open something are never in it.
create table person_change (
  id bigint generated always as identity primary key,
  person uuid not null references person,
  at timestamptz not null,
  by_account uuid,
  by_name text not null,
  what text not null,
  before jsonb not null,
  after jsonb not null
);
create index person_change_person on person_change (person, id);

create table person_photo (
  person uuid primary key references person,
  type text not null,
  bytes bytea not null
);

-- Tells whether the key at hand is the one that numbers are sealed with.
create table record_key (
  only_one boolean primary key default true check (only_one),
  check_value bytea not null
);
