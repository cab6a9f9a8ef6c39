-- Who asks for a write-off while there is another manager doesn't approve it themselves, whatever becomes of the other one: sent away
-- for a minute they were no second pair of eyes.
alter table write_offs add column asked_alone boolean not null default false;
update write_offs w set asked_alone = true where w.state = 'asked' and w.asked_by is not null and not exists (
  select from memberships m join users u on u.id = m.user_id
    where m.company_id = w.company_id and m.role = 'manager' and m.user_id <> w.asked_by and u.disabled_at is null);
--> statement-breakpoint
create or replace function write_offs_guard() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  who constant text := current_setting('role', true);
  me constant uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  bill invoices;
begin
  -- Of another company nothing is looked up: the row rules refuse it.
  if new.company_id is distinct from nullif(current_setting('app.company_id', true), '')::uuid then return new; end if;
  select * into bill from invoices i where i.company_id = new.company_id and i.id = new.invoice_id;
  if tg_op = 'INSERT' then
    if bill.kind is distinct from 'invoice' or bill.open is distinct from new.amount then
      raise exception 'What is open of an invoice is written off whole' using errcode = 'CT093';
    end if;
    new.state := 'asked'; new.decided_by := null; new.decided_at := null; new.note := null;
    new.asked_by := coalesce(me, new.asked_by);
    new.asked_alone := new.asked_by is not null and not has_other_manager(new.asked_by);
    -- What is brought along has its own day.
    if who <> 'cater_system' then new.asked_at := now(); end if;
    return new;
  end if;
  if (new.id, new.company_id, new.invoice_id, new.amount, new.reason, new.asked_by, new.asked_at, new.asked_alone)
     is distinct from (old.id, old.company_id, old.invoice_id, old.amount, old.reason, old.asked_by, old.asked_at, old.asked_alone)
     or (old.state, new.state) not in (('asked', 'approved'), ('asked', 'refused'), ('asked', 'withdrawn'), ('approved', 'taken_back')) then
    raise exception 'A write-off that is % can''t become %', old.state, new.state using errcode = 'CT093';
  end if;
  if who = 'cater_staff' and (new.state <> 'withdrawn' or old.asked_by is distinct from me) then
    raise exception 'Only a manager decides on a write-off' using errcode = '42501';
  end if;
  if new.state = 'refused' and old.asked_by is not distinct from me then
    raise exception 'Whoever asked withdraws' using errcode = 'CT094';
  end if;
  if new.state = 'approved' then
    if bill.open is distinct from new.amount then
      raise exception 'What is open of an invoice is written off whole' using errcode = 'CT093';
    end if;
    if me is null then
      raise exception 'A person approves a write-off' using errcode = 'CT094';
    end if;
    if old.asked_by = me and (not old.asked_alone or now() < old.asked_at + interval '24 hours' or has_other_manager(me)) then
      raise exception 'Another manager approves a write-off' using errcode = 'CT094';
    end if;
  end if;
  new.decided_by := me; new.decided_at := now();
  return new;
end $$;
