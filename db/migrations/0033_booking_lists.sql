-- What the office looks its bookings through for, each by the start of the event: what isn't paid, the large ones, and those
-- at which somebody can't eat something. Only those that are so stand in the index.
create index bookings_unpaid on bookings (company_id, starts_at, id)
  where paid < total and status in ('quoted', 'confirmed', 'in_progress', 'completed');
create index bookings_big on bookings (company_id, starts_at, id) where guests >= 50;
create index bookings_diets on bookings (company_id, starts_at, id) where dietary is not null;
