-- An accountant corrects payments that others recorded; what a payment is stays, by its guard, and the trail says who did it.
drop policy accountant on payments;
create policy accountant on payments for all to cater_accountant using (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
