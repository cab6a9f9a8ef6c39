-- An accountant corrects payments that others recorded; what a payment is stays, by its guard, and the trail says who did it.
drop policy accountant on payments;
create policy accountant on payments for all to cater_accountant using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
--> statement-breakpoint

-- Whoever records money or bills holds the booking meanwhile, which PostgreSQL asks a right to change for. An accountant may hold
-- the bookings that they see, and nothing that they write to one passes.
grant update (version) on bookings to cater_accountant;
create policy accountant_holds on bookings for update to cater_accountant using (true) with check (false);
