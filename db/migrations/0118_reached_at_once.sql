-- Whoever has one of the numbers, in whichever of its spellings, or one of the addresses, merged records too. Row rules keep a question
-- of one's own from the indexes of both: it read every customer of the company, with each call that was answered and each batch
-- of an import. Gives ids alone; what may be seen of them is the caller's own rights.
create function customers_reached(phones text[], emails text[]) returns setof uuid
language sql stable rows 5 security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id from customers c where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid and phone_key(c.phone) = any (phones)
  union
  select c.id from customers c where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid and lower(c.email) = any (emails)
$$;
alter function customers_reached(text[], text[]) owner to cater_definer;
revoke all on function customers_reached(text[], text[]) from public;
grant execute on function customers_reached(text[], text[]) to cater_manager, cater_staff, cater_system;
-- Whose logins a customer's are: looked for with each number that changes.
create index memberships_customer on memberships (company_id, customer_id) where customer_id is not null;
select hold_new_roles_too();
