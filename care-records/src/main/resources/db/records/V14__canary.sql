-- The bands of the service's own that press every minute; in no list of bands, on no wrist.
create table canary_band (
  serial text primary key,
  salt bytea not null,
  secret_hash bytea not null,
  registered_at timestamptz not null
);
create index incident_canary on incident (opened_at) where purpose = 'canary';

-- A timeline only grows; the canary's alone is let go of, a day after, or it would be most of the table.
create or replace function timeline_only_grows() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from incident i where i.id = old.incident and i.purpose = 'canary') then
    return old;
  end if;
  raise exception 'an incident''s timeline only grows';
end $$;
