-- A customer is reminded of an open quote before it runs out, and the office sees those that ran out.
alter table companies add column quote_remind_days smallint default 2 constraint companies_quote_remind_days check (quote_remind_days between 1 and 30);
grant select (quote_remind_days) on companies to cater_staff;
create index quotes_running on quotes (company_id, valid_until) where status = 'sent';
call know_message('quote_reminder');
