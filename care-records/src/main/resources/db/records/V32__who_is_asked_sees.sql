-- The cells an account answers for: those that its holder serves now. The account's own cell stands for whoever is not
-- on the staff list, or has not begun to serve any cell there yet; who has moved on or left does not keep it.
create or replace view account_cell as
  select id as account, cell from account a where role = 'grid' and cell is not null
     and (not exists (select from staff s where s.account = a.id)
          or exists (select from staff s where s.account = a.id and (s.left_on is null or s.left_on > current_date)))
     and not exists (select from staff s join serving v on v.staff = s.id and v.since <= now()
                      where s.account = a.id and (s.left_on is null or s.left_on > current_date))
  union
  select a.id, v.cell from account a join staff s on s.account = a.id and (s.left_on is null or s.left_on > current_date)
    join serving v on v.staff = s.id and v.since <= now() and (v.until is null or v.until > now())
   where a.role = 'grid';

-- Grid workers see whom they were asked to come to, whichever cell they serve: who stands in by the rota, by a swap or by
-- a plan sees whom it is about, until an hour after it is over, in which they write down how it went. What was asked is
-- asked again while nobody has it: a week is enough to look back. Recipients are said twice, so that they are found from
-- either side by an index.
create or replace view account_sees as
  select a.id as account, p.id as person, a.role from account a join person p on a.role = 'doctor' and p.doctor = a.id
  union
  select c.account, p.id, 'grid' from account_cell c join grid_within w on w.above = c.cell join person p on p.cell = w.cell
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
