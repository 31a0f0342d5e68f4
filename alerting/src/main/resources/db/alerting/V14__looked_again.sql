-- How often it was said that whom the plan's words mean may have changed: a step that was decided by what was known before
-- leaves its incident due.
alter table incident add column looked_again bigint not null default 0;
