-- Whoever may have fallen is asked first. Until then nobody else is; null where nobody is asked, or the wearer has answered.
alter table incident
  add column asking_until timestamptz,
  add column plan_from timestamptz;       -- from when the seconds of the plan count, where that is not the opening
create index incident_asking on incident (subject) where asking_until is not null;

create index finding_incident on finding (incident) where incident is not null;
