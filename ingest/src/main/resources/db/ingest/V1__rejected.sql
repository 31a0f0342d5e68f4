-- Messages that could not be taken, with the reason, for a person to look at and replay.
create table rejected_message (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  topic text not null,
  band text,
  payload bytea not null,
  payload_bytes integer not null,
  reason text not null,
  replayed_at timestamptz
);
create index rejected_message_at on rejected_message (at);
