-- What proves a journey to the provider follows from what only the browser that set out has; who is on the way sets out anew.
delete from openid_journey;
alter table openid_journey drop column nonce, drop column verifier;
