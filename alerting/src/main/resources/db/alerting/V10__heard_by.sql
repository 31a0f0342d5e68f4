-- Which instance heard a press first: two that listen to one broker each hear every press, and count it once.
alter table press add column heard_by text default current_setting('silverbell.instance', true);
