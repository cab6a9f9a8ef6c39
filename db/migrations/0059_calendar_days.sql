-- The calendar shows the first few events of each day and how many there are, from figures that are kept and not counted:
-- a fact "begins" with the covers that are cooked for, and "goes_on" on each further day, by status and whether diets are known.
--
-- What is counted is said in one function, from which the triggers are made: a later change of a fact says all facts anew
-- and calls the procedure. Each fact is said once, over the tables whose rows it depends on. A table's trigger looks at the
-- fact with the rows that a statement added (sign 1) and took away (-1) in that table's place; the check looks at all rows.
-- Days are the company's own.
create function stat_facts() returns table (tables text[], query text) language sql immutable
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
    select l.company_id, 'dish', (b.starts_at at time zone c.time_zone)::date, l.item_id::text, '', 1, l.amount, 0, l.quantity, {sign}
    from {booking_lines} l join {bookings} b on b.company_id = l.company_id and b.id = l.booking_id join companies c on c.id = l.company_id
    where l.item_id is not null and b.status in ('confirmed', 'in_progress', 'completed') $fact$),
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
  (array['feedback_dishes d', 'feedback f', 'booking_lines l'], $fact$
    select d.company_id, 'liked', (f.given_at at time zone c.time_zone)::date, l.item_id::text, case when d.liked then 'yes' else 'no' end, 1, 0, 0, 0, {sign}
    from {feedback_dishes} d join {feedback} f on f.company_id = d.company_id and f.id = d.feedback_id
      join {booking_lines} l on l.company_id = d.company_id and l.id = d.line_id join companies c on c.id = d.company_id
    where l.item_id is not null $fact$),
  (array['payments p'], $fact$
    select p.company_id, 'payment', (p.received_at at time zone c.time_zone)::date, p.status, p.method, 1, p.amount, 0, 0, {sign}
    from {payments} p join companies c on c.id = p.company_id $fact$),
  (array['cases k'], $fact$
    select k.company_id, 'case', (k.created_at at time zone c.time_zone)::date, k.reason, '', 1, 0, 0, 0, {sign}
    from {cases} k join companies c on c.id = k.company_id $fact$)
$facts$;
--> statement-breakpoint

-- A trigger function for each of those tables, and the sum of everything for the check. Asked again whenever the facts change.
create procedure count_as_facts_say() language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  counted record;
  fact record;
  side record;
  part text;
  wanted text;
  body text;
  -- What is counted by its booking's day holds the booking still meanwhile: whoever moves that waits.
  held constant jsonb := '{"booking_lines": "booking_id", "feedback": "booking_id"}';
begin
  for counted in select distinct split_part(t, ' ', 1) as name, split_part(t, ' ', 2) as alias from stat_facts(), unnest(tables) t loop
    body := '';
    for side in select * from (values
      ('INSERT', '(select 1 as sign, t.* from new_rows t)'),
      ('DELETE', '(select -1 as sign, t.* from old_rows t)'),
      ('UPDATE', '(select 1 as sign, t.* from new_rows t union all select -1, t.* from old_rows t)')
    ) as s (operation, rows) loop
      wanted := null;
      for fact in select * from stat_facts() where counted.name || ' ' || counted.alias = any (tables) loop
        part := replace(fact.query, '{sign}', counted.alias || '.sign');
        part := replace(part, '{' || counted.name || '}', side.rows);
        wanted := concat_ws(' union all ', wanted, regexp_replace(part, '\{(\w+)\}', '\1', 'g'));
      end loop;
      -- Writers of a company share this lock; a change of its clock, after which every day is another one, has it alone.
      body := body || format('if tg_op = %L then perform pg_advisory_xact_lock_shared(714101, hashtext(company_id::text))
        from (select distinct company_id from %s r order by 1) s;', side.operation, side.rows);
      if held ? counted.name then
        body := body || format(' perform from bookings b where (b.company_id, b.id) in (select company_id, %I from %s r)
          order by b.id for no key update;', held ->> counted.name, side.rows);
      end if;
      body := body || format(' insert into stat_deltas (company_id, fact, day, key, kind, n, amount, paid, quantity)
        select company_id, fact, day, key, kind, sum(sign * n), sum(sign * amount), sum(sign * paid), sum(sign * quantity)
        from (%s) f (company_id, fact, day, key, kind, n, amount, paid, quantity, sign) group by 1, 2, 3, 4, 5
        having sum(sign * n) <> 0 or sum(sign * amount) <> 0 or sum(sign * paid) <> 0 or sum(sign * quantity) <> 0;', wanted);
      if counted.name = 'bookings' then
        body := body || format(' insert into touched_customers (company_id, customer_id)
          select distinct company_id, customer_id from (select company_id, customer_id from %s r
            where status in (''confirmed'', ''in_progress'', ''completed'') group by company_id, customer_id, starts_at having sum(sign) <> 0) m;',
          side.rows);
      end if;
      body := body || ' return null; end if; ';
    end loop;
    execute format('create or replace function %I() returns trigger language plpgsql security definer
      set search_path = pg_catalog, public, pg_temp as %L', 'count_' || counted.name, 'begin ' || body || ' end');
    execute format('alter function %I() owner to cater_definer', 'count_' || counted.name);
    execute format('revoke all on function %I() from public', 'count_' || counted.name);
    execute format('create or replace trigger %I after insert on %I referencing new table as new_rows
      for each statement execute function %I()', counted.name || '_count_insert', counted.name, 'count_' || counted.name);
    execute format('create or replace trigger %I after update on %I referencing old table as old_rows new table as new_rows
      for each statement execute function %I()', counted.name || '_count_update', counted.name, 'count_' || counted.name);
    execute format('create or replace trigger %I after delete on %I referencing old table as old_rows
      for each statement execute function %I()', counted.name || '_count_delete', counted.name, 'count_' || counted.name);
  end loop;
  select string_agg(regexp_replace(replace(query, '{sign}', '1'), '\{(\w+)\}', '(select * from \1 where company_id = $1)', 'g'), ' union all ')
    into wanted from stat_facts();
  execute format('create or replace function stats_of_rows(company uuid)
    returns table (fact text, day date, key text, kind text, n bigint, amount bigint, paid bigint, quantity bigint)
    language sql stable set search_path = pg_catalog, public, pg_temp as %L',
    'select fact, day, key, kind, sum(n)::bigint, sum(amount)::bigint, sum(paid)::bigint, sum(quantity)::bigint
      from (' || wanted || ') f (company_id, fact, day, key, kind, n, amount, paid, quantity, sign) group by 1, 2, 3, 4');
end $$;
revoke all on function stat_facts() from public;
revoke all on procedure count_as_facts_say() from public;
call count_as_facts_say();
--> statement-breakpoint

-- What the rows of today amount to.
select reconcile_stats(id) from companies;
--> statement-breakpoint
select fold_stats(2000000000);
--> statement-breakpoint

-- When whoever works at an event has to be there, so that a person's days are found without asking all events of the
-- company, or all they ever worked at. The booking says when; this follows it.
-- That it follows is no deed of anybody: the trail has the move itself.
drop trigger booking_staff_audit on booking_staff;
create trigger booking_staff_audit after insert or delete on booking_staff for each row execute function audit_row();
alter table booking_staff add column starts_at timestamptz(3);
update booking_staff t set starts_at = b.starts_at from bookings b where b.company_id = t.company_id and b.id = t.booking_id;
alter table booking_staff alter column starts_at set not null, alter column starts_at set default now();
drop index booking_staff_user;
create index booking_staff_user on booking_staff (company_id, user_id, starts_at);
create function staff_time() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Held still meanwhile: whoever moves it waits, and then moves this row too.
  select b.starts_at into new.starts_at from bookings b where b.company_id = new.company_id and b.id = new.booking_id for share;
  new.starts_at := coalesce(new.starts_at, now());
  return new;
end $$;
create trigger booking_staff_time before insert on booking_staff for each row execute function staff_time();
create function staff_follow() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update booking_staff set starts_at = new.starts_at where company_id = new.company_id and booking_id = new.id;
  return null;
end $$;
create trigger bookings_staff_time after update of starts_at on bookings for each row
  when (old.starts_at is distinct from new.starts_at) execute function staff_follow();
create policy definer on booking_staff for all to cater_definer using (true) with check (true);
grant select (company_id, booking_id), update (starts_at) on booking_staff to cater_definer;
alter function staff_follow() owner to cater_definer;
revoke all on function staff_time(), staff_follow() from public;
