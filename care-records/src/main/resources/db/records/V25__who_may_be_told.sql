-- Whether the family is to be told of calls and findings is a consent like what it is shown; without a word of the
-- person's it is, for they are named for that.
alter table consent drop constraint consent_what_check;
alter table consent add constraint consent_what_check check (what in ('health', 'readings', 'position', 'calls'));
alter table consent add constraint consent_calls_check check (what <> 'calls' or to_whom = 'family');
create index consent_person on consent (person, to_whom);

-- Taken back, and not given anew.
create function calls_are_refused(of_person uuid) returns boolean language sql stable as $$
  select coalesce(bool_and(until is not null), false) from consent
   where person = of_person and to_whom = 'family' and what = 'calls'
$$;

-- Whether one who was asked of the person may be told anything still, and may answer. An account that was a contact's
-- ends with it, unless it is the person's own.
create function may_be_told(recipient text, of_person uuid, today date) returns boolean language sql stable as $$
  select case split_part(recipient, ':', 1)
    when 'contact' then
      exists (select from contact c where c.id = split_part(recipient, ':', 2)::uuid and (c.until is null or c.until > today))
      and not calls_are_refused(of_person)
    when 'staff' then
      exists (select from staff s where s.id = split_part(recipient, ':', 2)::uuid and (s.left_on is null or s.left_on > today))
    when 'account' then
      exists (select from account a where a.id = split_part(recipient, ':', 2)::uuid and a.disabled_at is null
                 and (a.role <> 'family'
                      or exists (select from family_member f where f.account = a.id and f.person = of_person and f.relation = 'self')
                      or (not calls_are_refused(of_person)
                          and coalesce((select bool_or(k.until is null or k.until > today) from contact_account l
                                          join contact k on k.id = l.contact
                                         where l.account = a.id and k.person = of_person), true))))
    else true end
$$;

create or replace view account_sees as
  select a.id as account, p.id as person, a.role from account a join person p on a.role = 'doctor' and p.doctor = a.id
  union
  select c.account, p.id, 'grid' from account_cell c join grid_within w on w.above = c.cell join person p on p.cell = w.cell
  union
  select a.id, f.person, a.role from account a join family_member f on a.role = 'family' and f.account = a.id
   where f.relation = 'self'
      or not exists (select from contact_account l join contact k on k.id = l.contact
                      where l.account = a.id and k.person = f.person)
      or exists (select from contact_account l join contact k on k.id = l.contact
                  where l.account = a.id and k.person = f.person and (k.until is null or k.until > current_date))
  union all
  select a.id, p.id, a.role from account a join person p on a.role in ('admin', 'desk');

create trigger consent_reach after insert or update or delete on consent for each statement execute function reach_changed();

-- Running plans and open pages look again at once at whom they mean: each instance listens for it.
create function circle_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('silverbell', 'person ' || coalesce(new.person, old.person));
  return null;
end $$;

create function circle_of_contact_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('silverbell', 'person ' || k.person) from contact k where k.id = coalesce(new.contact, old.contact);
  return null;
end $$;

create function circle_of_account_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('silverbell', 'person ' || f.person) from family_member f where f.account = new.id;
  return null;
end $$;

create trigger consent_circle after insert or update or delete on consent for each row execute function circle_changed();
create trigger contact_circle after update on contact for each row
  when (old.until is distinct from new.until) execute function circle_changed();
create trigger family_member_circle after delete on family_member for each row execute function circle_changed();
create trigger contact_account_circle after insert or update or delete on contact_account for each row
  execute function circle_of_contact_changed();
create trigger account_circle after update on account for each row
  when (old.disabled_at is distinct from new.disabled_at) execute function circle_of_account_changed();
