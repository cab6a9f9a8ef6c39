-- A person is told of a new device once, however often it is asked for: the mails of it have no row of their own to be found by.
alter table sessions add column told_at timestamptz(3);
