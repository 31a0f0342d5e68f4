-- A search card stands on the wearer's consent to be shown to volunteers, or on a reason why it could not wait for it.
-- Those made before stood on neither, and go on as they were promised: until they end.
alter table search_card add column why text; -- null where it stands on the consent
update search_card set why = 'made before consent was asked for';
