-- What the office writes down once it is over. Reasons only grow; the newest of an incident counts.
create table miss_reason (
  id bigint generated always as identity primary key,
  incident uuid not null references incident,
  reason text not null check (reason in ('not-reached', 'nobody-free', 'no-way-to-tell', 'too-far', 'way-in', 'device', 'wearer-fine', 'other')),
  note text,
  by_account uuid not null references account,
  by_name text not null,
  at timestamptz not null
);
create index miss_reason_incident on miss_reason (incident, id);

-- Both sides say how it went (双向评估); said again, the newer word counts.
create table assessment (
  incident uuid not null references incident,
  side text not null check (side in ('responder', 'person')),
  stars integer not null check (stars between 1 and 5),
  note text,
  by_account uuid not null references account,
  by_name text not null,
  at timestamptz not null,
  primary key (incident, side)
);

-- That somebody looks in again, and whether they have.
create table follow_up (
  id uuid primary key,
  incident uuid not null references incident,
  due_on date not null,
  note text,
  by_account uuid not null references account,
  by_name text not null,
  at timestamptz not null,
  done_at timestamptz,
  done_by text,
  done_note text
);
create index follow_up_due on follow_up (due_on, id) where done_at is null;
create index follow_up_incident on follow_up (incident);

-- The office has said that presses of a person, or of everybody of a cell and below, are tests between those times.
create table test_announcement (
  id uuid primary key,
  person uuid references person,
  cell uuid references grid_cell on delete cascade,
  starts timestamptz not null,
  ends timestamptz not null,
  by_account uuid not null references account,
  by_name text not null,
  at timestamptz not null,
  check ((person is null) <> (cell is null)),
  check (ends > starts)
);
create index test_announcement_ends on test_announcement (ends);

create index incident_answered on incident (answered_at) where answered_at is not null;
create index incident_arrived on incident (arrived_at) where arrived_at is not null;
create index incident_tested on incident (id) where purpose = 'test' or outcome = 'test';
