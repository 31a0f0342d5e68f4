-- Outages of late, so that a service that is started again goes on to tell nobody one by one of those who are silent with one.
create table outage (
  id bigint generated always as identity primary key,
  cell text,                       -- null for the whole sub-district
  from_at timestamptz not null,    -- when the first and the last of its bands were heard of last
  to_at timestamptz not null,
  bands integer not null,
  told_at timestamptz not null
);
create index outage_told on outage (told_at);
