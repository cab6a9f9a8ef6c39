-- Bookings by groups, each group in the order of its events: by what an event is, by venue, by customer. By status and by
-- day the list's own indexes have them.
create index bookings_type_start on bookings (company_id, event_type, starts_at, id);
create index bookings_venue_start on bookings (company_id, venue_key, starts_at, id);
create index bookings_customer_start on bookings (company_id, customer_id, starts_at, id);
