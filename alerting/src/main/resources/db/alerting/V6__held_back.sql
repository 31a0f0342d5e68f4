-- When those are asked whom quiet hours kept from being asked at their step.
alter table incident add column held_until timestamptz;
