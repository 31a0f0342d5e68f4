-- Who wears what is held in memory at each instance: a band that has changed wrists rings for its new wearer at once,
-- whichever instance hears it and whoever wrote it, the import from the command line among them.
create function bands_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('silverbell', 'bands');
  return null;
end $$;

create trigger wearing_told after insert or update or delete on wearing for each statement execute function bands_changed();
create trigger band_told after insert or update or delete on band for each statement execute function bands_changed();
create trigger band_gone_told after insert or update or delete on band_gone for each statement execute function bands_changed();
