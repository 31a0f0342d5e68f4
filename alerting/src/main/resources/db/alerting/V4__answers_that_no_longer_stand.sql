-- Who had it an hour before the wearer presses again is asked like everybody else: answers up to this number no longer count.
alter table incident add answers_from bigint not null default 0;
