-- What is agreed about a fall, and in which language the wrist speaks; null for the service's own.
alter table person_day
  add column fall_at_once boolean not null default false,
  add column wrist_language text check (wrist_language in ('zh-CN', 'en')),
  alter column still_minutes drop not null;   -- null: as long as they were ever seen to keep still

-- The longest that somebody was seen to keep still while awake, of 28 days; null where too few days tell.
alter table baseline add column still_minutes integer;
