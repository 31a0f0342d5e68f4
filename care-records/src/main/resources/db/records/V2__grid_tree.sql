-- Each cell with itself and every cell above it, so that "this cell and below" and "who is above" are one look-up.
create table grid_within (
  cell uuid not null references grid_cell on delete cascade,
  above uuid not null references grid_cell on delete cascade,
  steps integer not null,                -- 0 for the cell itself, 1 for its parent, and so on
  primary key (cell, above)
);
create index grid_within_above on grid_within (above, cell);

create function grid_tree_follows() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into grid_within (cell, above, steps)
      select new.id, new.id, 0
      union all
      select new.id, w.above, w.steps + 1 from grid_within w where w.cell = new.parent;
  elsif new.parent is distinct from old.parent then
    if exists (select from grid_within w where w.cell = new.parent and w.above = new.id) then
      raise exception 'a cell cannot stand below itself' using errcode = 'check_violation';
    end if;
    delete from grid_within w using grid_within moved
     where moved.above = new.id and w.cell = moved.cell
       and w.steps > moved.steps;
    insert into grid_within (cell, above, steps)
      select moved.cell, w.above, moved.steps + 1 + w.steps
        from grid_within moved, grid_within w where moved.above = new.id and w.cell = new.parent;
  end if;
  return null;
end $$;
create trigger grid_cell_follows after insert or update of parent on grid_cell
  for each row execute function grid_tree_follows();

with recursive up as (
  select id as cell, id as above, 0 as steps from grid_cell
  union all
  select u.cell, c.parent, u.steps + 1 from up u join grid_cell c on c.id = u.above where c.parent is not null)
insert into grid_within select cell, above, steps from up;
