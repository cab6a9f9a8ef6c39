-- Satisfaction over time and quality by aspect are reports of their own.
alter table report_schedules drop constraint report_schedules_report_known, add constraint report_schedules_report_known check (report in
  ('financial', 'bookings', 'feedback', 'satisfaction', 'quality', 'menu', 'customers', 'performance', 'activity'));
alter policy staff on report_schedules with check (
  company_id = nullif(current_setting('app.company_id', true), '')::uuid
  and user_id = nullif(current_setting('app.user_id', true), '')::uuid
  and report in ('bookings', 'feedback', 'satisfaction', 'quality', 'menu'));
