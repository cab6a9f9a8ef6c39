-- Whether staff may change prices is the company's choice for a line of a booking too: without it, theirs is the
-- price that the menu has now, and what was agreed stays.
create function line_price_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  listed bigint;
begin
  -- Alone: who may not read companies is refused by the very question, though another part has answered it.
  if current_user <> 'cater_staff' then return new; end if;
  if tg_op = 'UPDATE' and new.unit_price = old.unit_price and new.item_id is not distinct from old.item_id
    and new.service_id is not distinct from old.service_id and new.package_id is not distinct from old.package_id then
    return new;
  end if;
  if exists (select from companies c where c.id = new.company_id and c.staff_prices) then return new; end if;
  select coalesce(
    (select i.price from items i where i.company_id = new.company_id and i.id = new.item_id),
    (select s.price from services s where s.company_id = new.company_id and s.id = new.service_id),
    (select p.price from packages p where p.company_id = new.company_id and p.id = new.package_id)) into listed;
  if new.unit_price is distinct from listed then
    raise exception 'In this company only managers change prices' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function line_price_guard() from public;
create trigger booking_lines_price_guard before insert or update on booking_lines for each row execute function line_price_guard();
--> statement-breakpoint

-- Companies that have wordings get the one that tells a discount's code, in the languages they use; one that they
-- have in whatever state, given up too, is theirs.
alter table templates disable trigger user;
insert into templates (id, company_id, purpose, language, name, body, variables, samples, category)
select gen_random_uuid(), used.company_id, 'remedy_voucher', used.language, 'remedy_voucher_' || used.language, word.body,
  '["customer", "event", "percent", "code", "until"]',
  '{"customer": "Ama Mensah", "event": "Mensah wedding", "percent": "10 %", "code": "THANKS-7K2M", "until": "31 March 2027"}',
  'marketing'
from (select distinct company_id, language from templates where active) used
join (values
  ('en', 'Hello {{1}}, to make up for {{2}} we give you {{3}} off your next booking. Use the code {{4}} until {{5}}. Just name it when you book.'),
  ('fr', 'Bonjour {{1}}, pour nous faire pardonner {{2}}, nous vous offrons {{3}} de remise sur votre prochaine commande. Utilisez le code {{4}} jusqu’au {{5}}. Il suffit de le donner lors de la réservation.'),
  ('tw', 'Agoo {{1}}, yɛpɛ sɛ yɛsiesie deɛ ɛsiiɛ wɔ {{2}} no. Adwuma a ɛdi hɔ no, yɛbɛte so {{3}} ama wo: fa saa nɔma yi {{4}} kɔsi {{5}}. Sɛ worebɛfrɛ yɛn adwuma foforɔ a, ka nɔma no kyerɛ yɛn.')
) word (language, body) on word.language = used.language
where not exists (
  select from templates t where t.company_id = used.company_id and t.purpose = 'remedy_voucher');
alter table templates enable trigger user;
