-- The few bookings whose customers accepted them and whose deposit has come, which are then confirmed.
create index bookings_paid_and_waiting on bookings (company_id, id) where status = 'quoted' and agreed_at is not null and paid >= deposit;
--> statement-breakpoint

-- What was accepted before it was kept when; their payments are due from then on.
alter table bookings disable trigger user;
update bookings b set agreed_at = q.ended_at
  from (select distinct on (company_id, booking_id) company_id, booking_id, ended_at from quotes where status = 'accepted'
    order by company_id, booking_id, number desc) q
  where b.company_id = q.company_id and b.id = q.booking_id and b.status = 'quoted' and b.agreed_at is null;
alter table bookings enable trigger user;
alter table payment_dues no force row level security;
insert into payment_dues (company_id, booking_id, due_on, amount)
  select b.company_id, b.id, s.due_on, sum(s.open) from bookings b, schedule_of(b) s
  where b.status = 'quoted' and b.agreed_at is not null and s.open > 0 and s.due_on is not null
  group by b.company_id, b.id, s.due_on
  on conflict do nothing;
alter table payment_dues force row level security;
