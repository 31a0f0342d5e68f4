-- Two people of one name are ordinary: who has moved an incident on, and whom a line is about, is known by what a recipient
-- is called for ever, as RecipientId writes it. Null where it was the service, and in what was written before.
alter table incident add column state_by_recipient text;
alter table incident_timeline add column by_recipient text;

update incident i set state_by_recipient = (
  select a.recipient from incident_answer a where a.incident = i.id and a.name = i.state_by and a.answer = 'accept'
   order by a.id desc limit 1)
 where state not in ('open', 'resolved');
