alter table account drop constraint account_role_check;
alter table account add constraint account_role_check check (role in ('admin', 'doctor', 'grid', 'family', 'desk'));

-- Somebody opened the file of a person who is not theirs to see, with a reason, for a while.
create table break_glass (
  id uuid primary key,
  account uuid not null references account,
  person uuid not null references person,
  reason text not null,
  since timestamptz not null,
  until timestamptz not null
);
create index break_glass_now on break_glass (account, person, until);
create index break_glass_person on break_glass (person, until);

-- Who looked at what of a person, why and how often within a minute; it only grows.
create table access_log (
  person uuid not null references person,
  minute timestamptz not null,
  account uuid not null references account,
  what text not null,
  purpose text not null,
  times integer not null,
  primary key (person, minute, account, what, purpose)
);

-- The cells an account answers for: its own, and those that its holder serves now.
create view account_cell as
  select id as account, cell from account where role = 'grid' and cell is not null
  union
  select a.id, v.cell from account a join staff s on s.account = a.id and (s.left_on is null or s.left_on > current_date)
    join serving v on v.staff = s.id and v.since <= now() and (v.until is null or v.until > now())
   where a.role = 'grid';

-- Whom an account may see: a doctor their list, a grid worker their cells and all below, a family member their elder,
-- admin and desk everybody. What of them is for the policy to say.
create or replace view account_sees as
  select a.id as account, p.id as person, a.role from account a join person p on a.role = 'doctor' and p.doctor = a.id
  union
  select c.account, p.id, 'grid' from account_cell c join grid_within w on w.above = c.cell join person p on p.cell = w.cell
  union
  select a.id, f.person, a.role from account a join family_member f on a.role = 'family' and f.account = a.id
  union all
  select a.id, p.id, a.role from account a join person p on a.role in ('admin', 'desk');
