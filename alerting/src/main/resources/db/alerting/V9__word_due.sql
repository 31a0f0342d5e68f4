-- What was handed to a provider and never heard of again goes on to the next way.
alter table dispatch add column word_due timestamptz; -- a receipt is to have come by then; null where none is waited for
create index dispatch_word_due on dispatch (word_due) where word_due is not null;
