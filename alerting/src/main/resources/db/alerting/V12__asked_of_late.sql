-- Whom somebody was asked to come to, of late.
create index notice_asked on notice (recipient, created_at) where purpose = 'ask';
