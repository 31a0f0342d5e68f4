-- The office may take an invitation back while nobody has joined by it.
alter table invitation
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid references account,
  add check (redeemed_at is null or withdrawn_at is null);
