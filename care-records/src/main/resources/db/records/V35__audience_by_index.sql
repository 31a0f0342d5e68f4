-- Who sees a person is asked at every press. It must not read all staff, all accounts or all families for that: the
-- view account_cell is worked out whole before it is joined, so the two ways to serve a cell are written out here, each
-- to be gone from the person to the account by an index. Who serves a cell is still as account_cell has it.
create or replace view account_sees as
  select a.id as account, p.id as person, a.role from account a join person p on a.role = 'doctor' and p.doctor = a.id
  union
  select a.id, p.id, a.role from person p join grid_within w on w.cell = p.cell
    join account a on a.role = 'grid' and a.cell = w.above
   where (select bool_or(s.left_on is null or s.left_on > current_date) from staff s where s.account = a.id) is not false
     and (select true from staff s join serving v on v.staff = s.id and v.since <= now()
           where s.account = a.id and (s.left_on is null or s.left_on > current_date) limit 1) is null
  union
  select a.id, p.id, a.role from person p join grid_within w on w.cell = p.cell
    join serving v on v.cell = w.above and v.since <= now() and (v.until is null or v.until > now())
    join staff s on s.id = v.staff and (s.left_on is null or s.left_on > current_date)
    join account a on a.role = 'grid' and a.id = s.account
  union
  select a.id, i.person, a.role from account a
    join staff s on a.role = 'grid' and s.account = a.id and (s.left_on is null or s.left_on > current_date)
    join notice n on n.purpose = 'ask' and n.recipient = 'staff:' || s.id
     and s.id = case when n.recipient like 'staff:%' then substr(n.recipient, 7)::uuid end
     and n.created_at > now() - interval '7 days'
    join incident i on i.id = n.incident and i.person is not null
     and (i.state <> 'resolved' or i.state_at > now() - interval '1 hour')
  union
  select a.id, i.person, a.role from account a
    join notice n on a.role = 'grid' and n.purpose = 'ask' and n.recipient = 'account:' || a.id
     and a.id = case when n.recipient like 'account:%' then substr(n.recipient, 9)::uuid end
     and n.created_at > now() - interval '7 days'
    join incident i on i.id = n.incident and i.person is not null
     and (i.state <> 'resolved' or i.state_at > now() - interval '1 hour')
  union
  select a.id, f.person, a.role from account a join family_member f on a.role = 'family' and f.account = a.id
   where f.relation = 'self'
      or not exists (select from contact_account l join contact k on k.id = l.contact
                      where l.account = a.id and k.person = f.person)
      or exists (select from contact_account l join contact k on k.id = l.contact
                  where l.account = a.id and k.person = f.person and (k.until is null or k.until > current_date))
  union all
  select a.id, p.id, a.role from account a join person p on a.role in ('admin', 'desk');

create index account_grid_cell on account (cell) where role = 'grid' and cell is not null;
create index account_office on account (role) where role in ('admin', 'desk');
create index family_member_person on family_member (person);
