-- What is unpaid of those that were called off: their fee.
drop index bookings_unpaid;
create index bookings_unpaid on bookings (company_id, starts_at, id)
  where paid + taken_off < total and (status in ('quoted', 'confirmed', 'in_progress', 'completed') or cancellation_fee > 0);
