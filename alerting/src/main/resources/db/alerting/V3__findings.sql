-- What the rules have found, each condition once; kept also where it rang for nobody.
create table finding (
  id bigint generated always as identity primary key,
  person uuid not null,
  kind text not null,
  since timestamptz not null,            -- when the condition began, by the readings' own time
  at timestamptz not null,               -- when it had lasted long enough
  found_at timestamptz not null,         -- when the service judged it
  over_at timestamptz,                   -- when it was so no longer; null while it is, or where nobody saw the end
  for_the_record boolean not null,       -- judged too late to ring
  why_zh text not null,
  why_en text not null,
  readings jsonb not null,
  incident uuid references incident,
  unique (person, kind, since)
);
create index finding_person on finding (person, at desc);

-- The sentence of why in Chinese, where a rule wrote it; why itself is English.
alter table incident add column why_zh text;
