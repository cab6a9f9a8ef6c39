-- A company's logo stands on its paper. It is one of its own pictures, and of nobody else's.
alter table companies
  add column logo_id uuid,
  add constraint companies_logo foreign key (id, logo_id) references pictures (company_id, id);
grant select (logo_id) on companies to cater_staff;
--> statement-breakpoint

-- Money is written off by two: one asks, with the reason, and a manager who is somebody else says yes or no. Who is the company's
-- only manager may say yes to themselves, a day later.
create table write_offs (
  id uuid primary key,
  company_id uuid not null references companies (id),
  invoice_id uuid not null,
  -- Minor units: all that was open when it was asked.
  amount bigint not null constraint write_offs_amount check (amount > 0),
  reason text not null constraint write_offs_reason_length check (length(btrim(reason)) between 1 and 300),
  state text not null default 'asked' constraint write_offs_state_known check (state in ('asked', 'approved', 'refused', 'withdrawn', 'taken_back')),
  -- Nobody where it was written off before two were needed.
  asked_by uuid references users (id),
  asked_at timestamptz(3) not null default now(),
  -- Who asks while there is another manager doesn't approve it themselves, whatever becomes of the other one: sent away for a minute
  -- they were no second pair of eyes.
  asked_alone boolean not null default false,
  decided_by uuid references users (id),
  decided_at timestamptz(3),
  -- Why it was refused.
  note text constraint write_offs_note_length check (length(btrim(note)) between 1 and 300),
  constraint write_offs_company_id unique (company_id, id),
  foreign key (company_id, invoice_id) references invoices (company_id, id),
  constraint write_offs_decided check ((state = 'asked') = (decided_at is null))
);
create unique index write_offs_asked on write_offs (company_id, invoice_id) where state = 'asked';
create index write_offs_invoice on write_offs (company_id, invoice_id, asked_at);
create index write_offs_waiting on write_offs (company_id, asked_at) where state = 'asked';
create index write_offs_asked_by on write_offs (asked_by);
create index write_offs_decided_by on write_offs (decided_by);
insert into write_offs (id, company_id, invoice_id, amount, reason, state, asked_at, decided_at)
  select gen_random_uuid(), i.company_id, i.id, i.written_off, i.write_off_reason, 'approved', i.written_off_on, i.written_off_on
  from invoices i where i.written_off > 0;

alter table write_offs enable row level security;
alter table write_offs force row level security;
do $$
declare own constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
  me constant text := 'nullif(current_setting(''app.user_id'', true), '''')::uuid';
begin
  execute format('create policy manager on write_offs for all to cater_manager using (%s)', own);
  execute format('create policy staff on write_offs for all to cater_staff using (%s) with check (%s and asked_by = %s)', own, own, me);
  execute format('create policy system on write_offs for all to cater_system using (%s)', own);
end $$;
grant select, insert on write_offs to cater_manager, cater_staff, cater_system;
grant update (state, note) on write_offs to cater_manager, cater_system;
grant update (state) on write_offs to cater_staff;
-- Only what two agreed on is written off, and only whole: by the trigger below.
revoke update (written_off, write_off_reason, written_off_on) on invoices from cater_manager, cater_system;
grant update (written_off, write_off_reason, written_off_on) on invoices to cater_definer;
create trigger write_offs_audit after insert or update or delete on write_offs for each row execute function audit_row();
create trigger write_offs_live_insert after insert on write_offs referencing new table as changed for each statement execute function tell_live('bookings');
create trigger write_offs_live_update after update on write_offs referencing new table as changed for each statement execute function tell_live('bookings');
--> statement-breakpoint

create function write_offs_guard() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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

-- Whether the company has a manager who can sign in besides this one.
create function has_other_manager(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from memberships m join users u on u.id = m.user_id
    where m.company_id = nullif(current_setting('app.company_id', true), '')::uuid and m.role = 'manager' and m.user_id <> person and u.disabled_at is null)
$$;

create function write_offs_follow() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.state = 'approved' then
    update invoices i set written_off = i.written_off + new.amount, write_off_reason = new.reason, written_off_on = company_day(new.company_id, now())
      where i.company_id = new.company_id and i.id = new.invoice_id;
  else
    update invoices i set written_off = 0, write_off_reason = null, written_off_on = null
      where i.company_id = new.company_id and i.id = new.invoice_id and i.written_off > 0;
  end if;
  return null;
end $$;
create trigger write_offs_guard before insert or update on write_offs for each row execute function write_offs_guard();
create trigger write_offs_follow after update of state on write_offs for each row
  when (new.state in ('approved', 'taken_back')) execute function write_offs_follow();
--> statement-breakpoint

-- Each link to a paper that a customer was given, so that it can be seen whether it was opened, and taken back by itself.
create table paper_links (
  id uuid primary key,
  company_id uuid not null references companies (id),
  -- What it shows: one of the three; a customer stands for their statement.
  invoice_id uuid,
  receipt_id uuid,
  customer_id uuid,
  -- How it was given; `earlier`: before links were kept.
  way text not null constraint paper_links_way_known check (way in ('whatsapp', 'email', 'link', 'portal', 'earlier')),
  made_by uuid references users (id),
  made_at timestamptz(3) not null default now(),
  opened_at timestamptz(3),
  opens integer not null default 0 constraint paper_links_opens check (opens >= 0),
  revoked_at timestamptz(3),
  revoked_by uuid references users (id),
  constraint paper_links_company_id unique (company_id, id),
  foreign key (company_id, invoice_id) references invoices (company_id, id),
  foreign key (company_id, receipt_id) references receipts (company_id, id),
  foreign key (company_id, customer_id) references customers (company_id, id),
  constraint paper_links_of_one check (num_nonnulls(invoice_id, receipt_id, customer_id) = 1)
);
-- Sent again the same way it is the same link, until that is revoked.
create unique index paper_links_live on paper_links (company_id, coalesce(invoice_id, receipt_id, customer_id), way) where revoked_at is null;
create index paper_links_invoice on paper_links (company_id, invoice_id) where invoice_id is not null;
create index paper_links_receipt on paper_links (company_id, receipt_id) where receipt_id is not null;
create index paper_links_customer on paper_links (company_id, customer_id) where customer_id is not null;
create index paper_links_made_by on paper_links (made_by);
create index paper_links_revoked_by on paper_links (revoked_by);
-- Links that went out by message were of the paper's own id, and stay so.
with out as (
  select m.company_id, (m.content_variables ->> 'paperId')::uuid as paper, min(m.created_at) as at
  from messages m where m.kind = 'paper_sent' and m.content_variables ->> 'paperId' is not null group by 1, 2
)
insert into paper_links (id, company_id, invoice_id, receipt_id, customer_id, way, made_at)
  select o.paper, o.company_id, i.id, r.id, c.id, 'earlier', o.at from out o
    left join invoices i on i.company_id = o.company_id and i.id = o.paper
    left join receipts r on r.company_id = o.company_id and r.id = o.paper
    left join customers c on c.company_id = o.company_id and c.id = o.paper
  where num_nonnulls(i.id, r.id, c.id) = 1;

alter table paper_links enable row level security;
alter table paper_links force row level security;
do $$
declare own constant text := 'company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid';
  who text;
begin
  foreach who in array array['manager', 'staff'] loop
    execute format('create policy %I on paper_links for all to %I using (%s)', who, 'cater_' || who, own);
    execute format('grant select, insert on paper_links to %I', 'cater_' || who);
    execute format('grant update (revoked_at) on paper_links to %I', 'cater_' || who);
  end loop;
  execute format('create policy system on paper_links for all to cater_system using (%s)', own);
end $$;
grant select, insert on paper_links to cater_system;
grant update (opened_at, opens) on paper_links to cater_system;
create function paper_links_guard() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare me constant uuid := nullif(current_setting('app.user_id', true), '')::uuid;
begin
  if tg_op = 'INSERT' then
    new.made_by := me; new.revoked_at := null; new.revoked_by := null;
    return new;
  end if;
  if old.revoked_at is not null then
    new.revoked_at := old.revoked_at; new.revoked_by := old.revoked_by;
  elsif new.revoked_at is not null then
    new.revoked_by := me;
  end if;
  return new;
end $$;
create trigger paper_links_guard before insert or update on paper_links for each row execute function paper_links_guard();
-- Who opened a link is not what people did here.
create trigger paper_links_audit after insert or update of revoked_at on paper_links for each row execute function audit_row();
create trigger paper_links_live_insert after insert on paper_links referencing new table as changed for each statement execute function tell_live('bookings');
create trigger paper_links_live_update after update on paper_links referencing new table as changed for each statement execute function tell_live('bookings');
--> statement-breakpoint

-- By which word of the provider a refund is known, so that one that was recorded by hand as well counts once.
alter table payments
  add column told_by text constraint payments_told_by_length check (length(told_by) between 1 and 200),
  add constraint payments_told_by_refund check (told_by is null or refunds is not null);
create unique index payments_told_by on payments (company_id, told_by) where told_by is not null;
grant update (told_by) on payments to cater_system;
-- Customers are offered the next payment of their plan, too.
alter table checkouts drop constraint checkouts_purpose_known;
alter table checkouts add constraint checkouts_purpose_known check (purpose in ('deposit', 'instalment', 'balance', 'amount'));
-- What was called off and is still billed with more than its fee: a person credits it.
create index bookings_billed_over on bookings (company_id, cancelled_at, id) where status = 'cancelled' and total - taken_off > cancellation_fee;
--> statement-breakpoint

do $$
declare f text;
begin
  foreach f in array array['write_offs_guard()', 'write_offs_follow()', 'has_other_manager(uuid)'] loop
    execute format('alter function %s owner to cater_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
revoke all on function paper_links_guard() from public;
grant execute on function has_other_manager(uuid) to cater_manager, cater_staff;
