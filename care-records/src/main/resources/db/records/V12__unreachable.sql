-- One row for each transaction that changed whom a press would bring; taken away by whoever has worked it out anew.
create table reach_change (
  tx bigint primary key,
  what text not null
);

create function reach_changed() returns trigger language plpgsql as $$
begin
  insert into reach_change (tx, what) values (txid_current(), tg_table_name) on conflict do nothing;
  return null;
end $$;

create trigger person_reach after insert or delete or update of cell, closed_on, name on person
  for each statement execute function reach_changed();
create trigger contact_reach after insert or update or delete on contact for each statement execute function reach_changed();
create trigger wearing_reach after insert or update or delete on wearing for each statement execute function reach_changed();
create trigger account_reach after insert or delete or update of role, disabled_at, display_name on account
  for each statement execute function reach_changed();
create trigger family_member_reach after insert or update or delete on family_member for each statement execute function reach_changed();
create trigger grid_cell_reach after insert or delete or update of parent, name on grid_cell
  for each statement execute function reach_changed();
create trigger staff_reach after insert or update or delete on staff for each statement execute function reach_changed();
create trigger serving_reach after insert or update or delete on serving for each statement execute function reach_changed();
create trigger rota_reach after insert or update or delete on rota for each statement execute function reach_changed();
create trigger holiday_reach after insert or update or delete on holiday for each statement execute function reach_changed();
create trigger swap_reach after insert or update or delete on swap for each statement execute function reach_changed();
create trigger leave_reach after insert or update or delete on leave for each statement execute function reach_changed();
create trigger response_plan_reach after insert or update or delete on response_plan for each statement execute function reach_changed();
create trigger contact_account_reach after insert or update or delete on contact_account for each statement execute function reach_changed();
create trigger own_reach_reach after insert or update or delete on own_reach for each statement execute function reach_changed();
create trigger verified_address_reach after insert or update or delete on verified_address for each statement execute function reach_changed();
create trigger push_subscription_reach after insert or update or delete on push_subscription for each statement execute function reach_changed();
create trigger group_robot_reach after insert or update or delete on group_robot for each statement execute function reach_changed();

-- Whom a press would not bring anybody to in the coming week, or not those it should.
create table unreachable (
  person uuid primary key references person on delete cascade,
  since timestamptz not null,            -- since when they are in this list
  reason text not null,                  -- the worst of the holes
  holes jsonb not null
);

-- When it was worked out last.
create table unreachable_run (
  only_one boolean primary key default true check (only_one),
  at timestamptz not null,
  people integer not null,
  millis bigint not null
);
