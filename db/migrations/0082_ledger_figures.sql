-- What moved on the accounts is a figure like the others: the books of a company of many years are a sum of its days, not of all its
-- postings.
create or replace function stat_facts() returns table (tables text[], query text) language sql immutable
set search_path = pg_catalog, public, pg_temp as $facts$ values
(array['bookings b'], $fact$
    select b.company_id, v.fact, (v.at at time zone c.time_zone)::date as day, v.key, v.kind, 1 as n, v.amount, v.paid, v.quantity, {sign}
    from {bookings} b join companies c on c.id = b.company_id cross join lateral (values
      ('event', b.starts_at, b.status, b.event_type, b.total, b.paid, b.guests),
      ('completed', b.completed_at, '', '', 0, 0, 0)) as v (fact, at, key, kind, amount, paid, quantity)
    where v.at is not null $fact$),
  -- On each day on which an event is, of the company's clock; one that ends at midnight isn't on the next.
  (array['bookings b'], $fact$
    select b.company_id, case when n = 0 then 'begins' else 'goes_on' end, s.first + n, b.status, case when b.dietary is not null then 'diets' else '' end,
      1, 0, 0, case when n = 0 then coalesce(b.guaranteed_guests, b.guests) else 0 end, {sign}
    from {bookings} b join companies c on c.id = b.company_id cross join lateral (
      select (b.starts_at at time zone c.time_zone)::date as first, ((b.ends_at - interval '1 millisecond') at time zone c.time_zone)::date as last) s
      cross join lateral generate_series(0, s.last - s.first) n $fact$),
  -- Once the event is agreed, on its day.
  (array['booking_lines l', 'bookings b'], $fact$
    select l.company_id, 'dish', (b.starts_at at time zone c.time_zone)::date, d.item_id::text, case when l.package_id is null then '' else 'package' end,
      1, case when l.package_id is null then l.amount else 0 end, 0, covers_of(l.unit, l.feeds, l.quantity, coalesce(b.guaranteed_guests, b.guests)), {sign}
    from {booking_lines} l join {bookings} b on b.company_id = l.company_id and b.id = l.booking_id join companies c on c.id = l.company_id
      cross join lateral dishes_of(l.item_id, l.name, l.choices) d
    where b.status in ('confirmed', 'in_progress', 'completed') $fact$),
  (array['feedback f'], $fact$
    select f.company_id, v.fact, (f.given_at at time zone c.time_zone)::date, v.key, v.kind, 1, 0, 0, 0, {sign}
    from {feedback} f join companies c on c.id = f.company_id cross join lateral (values
      ('rating', coalesce(f.rating::text, ''), ''), ('aspect', f.food::text, 'food'), ('aspect', f.service::text, 'service'),
      ('aspect', f.presentation::text, 'presentation'), ('aspect', f.timeliness::text, 'timeliness'),
      ('recommend', case when f.would_recommend then 'yes' when not f.would_recommend then 'no' end, '')) as v (fact, key, kind)
    where v.key is not null $fact$),
  -- On the day of the completion that was answered.
  (array['feedback f', 'bookings b'], $fact$
    select f.company_id, 'answered', (b.completed_at at time zone c.time_zone)::date, '', '', 1, 0, 0, 0, {sign}
    from {feedback} f join {bookings} b on b.company_id = f.company_id and b.id = f.booking_id join companies c on c.id = f.company_id
    where b.completed_at is not null $fact$),
  (array['feedback_dishes d', 'feedback f'], $fact$
    select d.company_id, 'liked', (f.given_at at time zone c.time_zone)::date, d.item_id::text, case when d.liked then 'yes' else 'no' end, 1, 0, 0, 0, {sign}
    from {feedback_dishes} d join {feedback} f on f.company_id = d.company_id and f.id = d.feedback_id join companies c on c.id = d.company_id
    where d.item_id is not null $fact$),
  (array['payments p'], $fact$
    select p.company_id, 'payment', (p.received_at at time zone c.time_zone)::date, p.status, p.method, 1, p.amount, 0, 0, {sign}
    from {payments} p join companies c on c.id = p.company_id $fact$),
  (array['cases k'], $fact$
    select k.company_id, 'case', (k.created_at at time zone c.time_zone)::date, k.reason, '', 1, 0, 0, 0, {sign}
    from {cases} k join companies c on c.id = k.company_id $fact$),
  -- What moved on each account on the day of the posting: debit above zero, and the debits alone.
  (array['posting_lines l', 'postings p'], $fact$
    select l.company_id, 'ledger', p.day, l.account, l.part, 1, l.amount, greatest(l.amount, 0), 0, {sign}
    from {posting_lines} l join {postings} p on p.company_id = l.company_id and p.id = l.posting_id $fact$)
$facts$;
call count_as_facts_say();
-- Not everybody who sees figures sees the books.
alter policy staff on stats using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and fact <> 'ledger');
alter policy staff on stat_deltas using (company_id = nullif(current_setting('app.company_id', true), '')::uuid and fact <> 'ledger');
--> statement-breakpoint

select reconcile_stats(id) from companies;
--> statement-breakpoint
select fold_stats(2000000000);
