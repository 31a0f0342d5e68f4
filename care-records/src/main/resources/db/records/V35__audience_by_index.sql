-- Who sees a person is asked at every press. It must not read all staff, all accounts or all families for that: from a
-- person to their accounts there is an index at each step. "union all" lets the database go from the cell to those who
-- serve it; the two parts have no account in common, and whoever reads the view takes doubles for one.
create or replace view account_cell as
  select id as account, cell from account a where role = 'grid' and cell is not null
     and (select bool_or(s.left_on is null or s.left_on > current_date) from staff s where s.account = a.id) is not false
     and not exists (select from staff s join serving v on v.staff = s.id and v.since <= now()
                      where s.account = a.id and (s.left_on is null or s.left_on > current_date))
  union all
  select a.id, v.cell from account a join staff s on s.account = a.id and (s.left_on is null or s.left_on > current_date)
    join serving v on v.staff = s.id and v.since <= now() and (v.until is null or v.until > now())
   where a.role = 'grid';

create index account_grid_cell on account (cell) where role = 'grid' and cell is not null;
create index account_office on account (role) where role in ('admin', 'desk');
create index family_member_person on family_member (person);
