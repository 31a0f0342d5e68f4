-- Whoever had it an hour before the wearer presses again is asked like everybody else: answers up to this number no longer count.
alter table incident add answers_from bigint not null default 0;

create view standing_answer as
  select a.* from incident_answer a join incident i on i.id = a.incident where a.id > i.answers_from;
