-- What the response needs to know of an incident, and when it is due to go on.
alter table incident
  add column purpose text not null default 'real' check (purpose in ('real', 'test', 'canary')),
  add column due_at timestamptz default now(), -- when the response plan goes on; null where it rests; an incident whose
                                          -- writer forgot it is due at once
  add column plan jsonb,                  -- the plan as it was when its first step was taken
  add column step_at timestamptz,         -- when the newest step was taken
  add column plan_steps integer not null default 0, -- how many steps of the plan are taken; step counts every asking
  add column again_from timestamptz,      -- the plan's last step was taken: everybody is asked again, counted from here
  add column answers_wanted integer not null default 1, -- how many who have it are still welcome
  add column nudged_at timestamptz,       -- everybody was asked again because nobody had arrived
  add column presses_heard integer not null default 0,  -- presses and answers that the plan has gone on for
  add column answers_heard bigint not null default 0,
  add column moved_on_at timestamptz,     -- somebody passed, or the wearer pressed again: go on at once
  add column answered_at timestamptz,     -- the first acknowledgement that was not taken back
  add column departed_at timestamptz,
  add column arrived_at timestamptz,
  add column resolved_at timestamptz;
update incident i set
  answered_at = (select min(at) from incident_timeline t where t.incident = i.id and what = 'acknowledged'),
  departed_at = (select min(at) from incident_timeline t where t.incident = i.id and what = 'departed'),
  arrived_at = (select min(at) from incident_timeline t where t.incident = i.id and what = 'arrived'),
  resolved_at = case when state = 'resolved' then state_at end,
  due_at = case when state = 'open' then now() end,
  presses_heard = presses;
create index incident_due on incident (due_at) where due_at is not null;

-- What one who was asked said: they have it, or cannot go. It only grows; the newest of a recipient counts.
create table incident_answer (
  id bigint generated always as identity primary key,
  incident uuid not null references incident,
  recipient text not null,                -- as RecipientId writes it
  name text not null,
  answer text not null check (answer in ('accept', 'pass')),
  at timestamptz not null,
  via text not null,                      -- the channel's wire name
  why text
);
create index incident_answer_incident on incident_answer (incident, id);

-- What one recipient is told at one step.
create table notice (
  id uuid primary key,
  incident uuid not null references incident,
  step integer not null,
  recipient text not null,
  name text not null,
  language text not null,
  purpose text not null check (purpose in ('ask', 'tell')),
  occasion text not null,                 -- why now: asked, again, pressed-again, not-there-yet, withdrawn, taken, closed
  addresses jsonb not null,               -- in the order in which they are tried
  created_at timestamptz not null,
  unique (incident, step, recipient, purpose)
);
create index notice_recipient on notice (incident, recipient);

-- Whether it is still worth sending: nobody is called for what somebody has, or hears that somebody has it after being asked anew.
create function notice_is_wanted(n notice) returns boolean language sql stable as $$
  select case n.purpose
    when 'ask' then
      exists (select from incident i where i.id = n.incident and i.state <> 'resolved')
      and not exists (select from notice t where t.incident = n.incident and t.recipient = n.recipient
                         and t.purpose = 'tell' and t.step >= n.step)
      and not exists (select from incident_answer a where a.incident = n.incident and a.recipient = n.recipient
                         and a.at >= n.created_at)
    else not exists (select from notice l where l.incident = n.incident and l.recipient = n.recipient and l.step > n.step)
    end
$$;

-- One notice on one channel; its id is the idempotency key that the provider is shown.
create table dispatch (
  id uuid primary key,
  notice uuid not null references notice,
  channel text not null,
  address text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'delivered', 'read', 'answered', 'failed', 'dropped')),
  urgency smallint not null default 0,    -- 0 asks in an emergency, and goes before all else
  message jsonb not null,                 -- with a mark where the link's token goes: the token itself is never kept
  attempts integer not null default 0,
  next_at timestamptz,                    -- when it is tried (again); null where that is over
  held_until timestamptz,                 -- an instance is sending it until then
  reference text,                         -- the provider's own name for it, by which receipts come
  token_hash bytea unique,                -- of the link that answers it
  token_until timestamptz,
  token_used_at timestamptz,
  created_at timestamptz not null,
  unique (notice, channel, address)
);
create index dispatch_next on dispatch (channel, urgency, next_at) where next_at is not null;
create index dispatch_notice on dispatch (notice);
create index dispatch_reference on dispatch (channel, reference) where reference is not null;

-- What became of it, in order; it only grows.
create table dispatch_event (
  id bigint generated always as identity primary key,
  dispatch uuid not null references dispatch,
  at timestamptz not null,
  what text not null,
  detail text
);
create index dispatch_event_dispatch on dispatch_event (dispatch, id);

-- A provider that fails again and again is left alone for a while, by all instances.
create table circuit (
  channel text primary key,
  failures integer not null default 0,
  open_until timestamptz,
  why text
);

-- What a provider told of something before its taking was on disk.
create table early_receipt (
  channel text not null,
  reference text not null,
  what text not null,
  detail text,
  at timestamptz not null,
  primary key (channel, reference, what)
);
