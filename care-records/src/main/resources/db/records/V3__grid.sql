-- The office's own code of a cell, what kind of cell it is (街道, 社区, 网格 …), and where it lies.
alter table grid_cell add column code text, add column level text, add column outline jsonb;
update grid_cell set code = id::text;
alter table grid_cell
  alter column code set not null,
  alter column code set default gen_random_uuid()::text,
  add unique (code);
comment on column grid_cell.outline is 'GeoJSON Polygon or MultiPolygon, WGS-84';
create index grid_cell_parent on grid_cell (parent);

create table staff (
  id uuid primary key,
  code text not null unique,             -- the office's own number (工号)
  name text not null,
  phone text,
  role text not null check (role in ('community_worker', 'grid_worker', 'assistant', 'station')),
  account uuid references account,
  left_on date                           -- the first day on which they are no longer there
);
create index staff_account on staff (account);

-- Who serves which cell from when to when.
create table serving (
  id uuid primary key,
  staff uuid not null references staff,
  cell uuid not null references grid_cell,
  since timestamptz not null,
  until timestamptz,
  check (until is null or until > since),
  unique (staff, cell, since)
);
create unique index serving_now on serving (staff, cell) where until is null;
create index serving_cell on serving (cell);

-- Times are those of the wall clock in the office's zone; a span that ends no later than it starts ends the day after.
create table rota (
  id uuid primary key,
  cell uuid not null references grid_cell,
  weekday integer not null check (weekday between 1 and 8),     -- Monday is 1, a holiday 8
  starts time not null,
  ends time not null,
  staff_a uuid not null references staff,
  staff_b uuid references staff,
  valid_from date not null,
  valid_to date,                         -- the last day on which a span may start
  check (staff_a is distinct from staff_b),
  check (valid_to is null or valid_to >= valid_from)
);
create index rota_cell on rota (cell);

-- A holiday holds for its cell and every cell below that has none of its own on that day.
create table holiday (
  cell uuid not null references grid_cell,
  day date not null,
  name text not null,
  treated_as integer not null check (treated_as between 1 and 8),
  primary key (cell, day)
);

create table swap (
  id uuid primary key,
  cell uuid not null references grid_cell,
  starts timestamptz not null,
  ends timestamptz not null,
  away uuid not null references staff,
  instead uuid not null references staff,
  check (ends > starts),
  check (away <> instead)
);
create index swap_cell on swap (cell, ends);

create table leave (
  id uuid primary key,
  staff uuid not null references staff,
  starts timestamptz not null,
  ends timestamptz not null,
  check (ends > starts)
);
create index leave_staff on leave (staff, ends);
