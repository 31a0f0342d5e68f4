-- The thing being answered. At most one of a kind is alive for one subject: a further press joins it.
create table incident (
  id uuid primary key,
  subject text not null,                 -- the person's id, or 'band:' and the serial for an unknown caller, or 'service'
  person uuid,
  band text,
  kind text not null,
  severity text not null,
  state text not null default 'open',
  opened_at timestamptz not null,
  call_id text,
  call_at timestamptz,
  latitude double precision,
  longitude double precision,
  accuracy_metres double precision,
  source text,
  readings jsonb not null default '[]',
  why text,
  presses integer not null default 0,
  step integer not null default 0,
  last_rung_at timestamptz not null,
  cancelled_by_wearer_at timestamptz,
  answered_by text,
  state_by text,
  state_at timestamptz,
  outcome text,
  note text
);
create unique index incident_alive on incident (subject, kind) where state <> 'resolved';
create index incident_person on incident (person, opened_at desc);
create index incident_opened on incident (opened_at desc, id);

-- Every press that was made, once; heard counts how often it came in (a band sends again, a broker redelivers).
create table press (
  id bigint generated always as identity primary key,
  incident uuid not null references incident,
  band text not null,
  kind text not null,
  press_id text,                         -- the band's own name for it
  stamp text,                            -- the embedded broker's
  packet_id integer not null,            -- MQTT's, which a redelivery keeps
  at timestamptz not null,
  clock_replaced boolean not null,
  received_at timestamptz not null,
  last_heard_at timestamptz not null,
  heard integer not null default 1
);
create index press_incident on press (incident);
create index press_known on press (band, kind, last_heard_at desc);

-- What happened, in order; it only grows.
create table incident_timeline (
  id bigint generated always as identity primary key,
  incident uuid not null references incident,
  at timestamptz not null,
  what text not null,
  by_account text,
  by_name text,
  detail text
);
create index incident_timeline_incident on incident_timeline (incident, id);

create function timeline_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'an incident''s timeline only grows';
end $$;
create trigger incident_timeline_only_grows before update or delete on incident_timeline
  for each row execute function timeline_only_grows();
