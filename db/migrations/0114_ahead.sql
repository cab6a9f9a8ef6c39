-- What is next. A busy day has hundreds of events that are over, and each look at the days ahead went through their rows to find so.
create index bookings_ahead on bookings (company_id, starts_at, ends_at, id) where status not in ('cancelled', 'completed');
