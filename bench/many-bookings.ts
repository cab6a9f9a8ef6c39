import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeTemporaryDataDir } from '@/db/testing/temporary-data-dir';
import { forgetEnv } from '@/lib/platform/env';
import { openDatabase } from '../scripts/launch/database';
import { createProgress } from '../scripts/launch/progress';
import { layMoney } from './lay-money';

type Opened = { company: TestCompany; owner: Connection; close: () => Promise<void> };

/** A company on a database of its own, durable as in production. `close` ends and removes it. */
export async function openCompany(): Promise<Opened> {
  const dataDir = makeTemporaryDataDir('bench');
  const { company, owner, close } = await openIn(dataDir, () => makeCompany());
  return {
    company,
    owner,
    async close() {
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * The same with `size` bookings, which take minutes to lay. Where BENCH_DATA names a folder they stay there and the next
 * run finds them, so that a plan can be looked at; the lines that a run makes itself stay too.
 */
export async function openLaid(size: number): Promise<Opened> {
  const kept = process.env.BENCH_DATA;
  if (!kept) {
    const opened = await openCompany();
    await layBookings(opened.owner, opened.company.id, { from: 0, to: size });
    return opened;
  }
  const dataDir = join(kept, String(size));
  const whose = join(dataDir, 'company.json');
  if (existsSync(whose)) return openIn(dataDir, async () => JSON.parse(readFileSync(whose, 'utf8')));
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  for (const dir of [kept, dataDir]) chmodSync(dir, 0o755);
  const opened = await openIn(dataDir, () => makeCompany());
  await layBookings(opened.owner, opened.company.id, { from: 0, to: size });
  writeFileSync(whose, JSON.stringify(opened.company));
  return opened;
}

async function openIn(dataDir: string, whose: () => Promise<TestCompany>): Promise<Opened> {
  const database = await openDatabase({
    env: process.env,
    dataDir,
    progress: createProgress(process.stderr),
  });
  const external = process.env.DATABASE_URL;
  process.env.DATABASE_URL = database.databaseUrl;
  forgetEnv();
  const owner = openPool({ url: database.ownerUrl ?? '', max: 1 });
  await owner.unsafe('set statement_timeout = 0');
  return {
    company: await whose(),
    owner,
    async close() {
      await owner.end({ timeout: 2 });
      await closePool();
      await database.stop();
      if (external) process.env.DATABASE_URL = external;
      else delete process.env.DATABASE_URL;
    },
  };
}

const step = 50_000;
/** Ids tell when they were made: milliseconds of the first one, and between two. */
const born = Date.UTC(2023, 0, 1);
const between = 90_000;

/**
 * Bookings `from`..`to` of three years and the half year ahead, one line each, payments and answers for a part; four
 * in five belong to `companyId`, the others to a second company. Written past the triggers and before their indexes,
 * as a restore does, then counted by the check.
 */
export async function layBookings(
  owner: Connection,
  companyId: string,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const otherId = await secondCompany(owner);
  const rebuild = to - from > step ? await dropIndexes(owner) : [];
  for (let at = from; at < to; at += step) {
    process.stderr.write(`laying ${at} of ${to}\n`);
    await layRows(owner, { companyId, otherId, first: at, last: Math.min(at + step, to) - 1 });
  }
  await layTexts(owner);
  for (const index of rebuild) {
    process.stderr.write(`${index.slice(0, 80)}\n`);
    await owner.unsafe(index);
  }
  process.stderr.write('dues and postings\n');
  await layMoney(owner);
  process.stderr.write('counting\n');
  for (const id of [companyId, otherId]) await owner`select reconcile_stats(${id})`;
  await owner`select fold_stats(2000000000)`;
  await owner.unsafe('vacuum analyze');
}

/** What a search finds them by, which triggers write for rows that come one by one. */
async function layTexts(owner: Connection): Promise<void> {
  const customers = `select c.company_id, c.id, customer_text(c.name, c.phone, c.email) as text from customers c`;
  const bookings = `select b.company_id, b.id, booking_text(b.reference, b.event_name, b.venue, b.dietary, c.name, c.phone, c.email) as text
    from bookings b join customers c on c.company_id = b.company_id and c.id = b.customer_id`;
  for (const [of, rows] of [
    ['customer', customers],
    ['booking', bookings],
  ])
    await owner.unsafe(`insert into ${of}_texts (company_id, ${of}_id, segment, place, text)
      select company_id, id, (select coalesce(max(segment), 0) from ${of}_texts) + dense_rank() over (order by company_id, (at - 1) / 8192),
        (at - 1) % 8192 + 1, text
      from (select r.*, row_number() over (partition by r.company_id order by r.id) as at from (${rows}) r
        where not exists (select from ${of}_texts t where t.company_id = r.company_id and t.${of}_id = r.id)) r
      order by company_id, at;
      select setval('${of}_segments', (select max(segment) + 1 from ${of}_texts), false)`);
}

/** Drops the indexes of what is laid that no constraint needs, and gives what makes them again. */
async function dropIndexes(owner: Connection): Promise<string[]> {
  await owner.unsafe(`set maintenance_work_mem = '1GB'`);
  const found = await owner<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i where i.indrelid::regclass::text in ('bookings', 'booking_lines', 'payments', 'feedback', 'customers', 'booking_texts', 'customer_texts')
      and not i.indisunique and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`;
  for (const { name } of found) await owner.unsafe(`drop index ${name}`);
  return found.map(({ definition }) => definition);
}

async function secondCompany(owner: Connection): Promise<string> {
  const [known] = await owner<{ id: string }[]>`select id from companies where name = 'Second of the bench'`;
  return known?.id ?? (await makeCompany({ name: 'Second of the bench' })).id;
}

type Part = { companyId: string; otherId: string; first: number; last: number };

async function layRows(owner: Connection, { companyId, otherId, first, last }: Part): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`insert into categories (id, company_id, name) select md5(c || 'category')::uuid, c::uuid, 'Mains'
      from unnest(${[companyId, otherId]}::text[]) c on conflict do nothing`;
    await sql`insert into items (id, company_id, category_id, name, price)
      select md5(c || 'item' || n)::uuid, c::uuid, md5(c || 'category')::uuid, 'Dish ' || n, 2500
      from unnest(${[companyId, otherId]}::text[]) c, generate_series(1, 40) n on conflict do nothing`;
    await sql`create temporary table made on commit drop as
      select n, case when n % 5 = 0 then ${otherId} else ${companyId} end as company, 
        (lpad(to_hex(${born}::bigint + n * ${between}::bigint), 12, '0') || '7' || right(md5('booking' || n), 19))::uuid as id,
        md5('customer' || case when n % 5 = 0 then ${otherId} else ${companyId} end || (n::bigint * 7919 % (1 + ${last}::int / 20)))::uuid as customer,
        now() - interval '3 years' + (n * 104729::bigint % 1277) * interval '1 day' + (n % 12) * interval '1 hour' as starts_at
      from generate_series(${first}::int, ${last}::int) n`;
    await sql`insert into customers (id, company_id, name, phone)
      select distinct on (customer) customer, company::uuid,
        (array['Ama', 'Kofi', 'Efua', 'Kwame', 'Akosua', 'Yaw', 'Adwoa', 'Kojo', 'Abena', 'Kwesi'])[1 + n % 10] || ' '
          || (array['Owusu', 'Boateng', 'Asante', 'Ɔforiwaa', 'Quaye', 'Tetteh', 'Addo'])[1 + n % 7] || ' customer ' || left(customer::text, 6), '+23324' || lpad((n % 10000000)::text, 7, '0')
      from made on conflict do nothing`;
    await sql`insert into bookings (id, company_id, reference, customer_id, event_name, event_type, starts_at, ends_at, venue,
        guests, status, menu_total, dietary, diet_notes, created_at, confirmed_at, completed_at, cancelled_at, cancellation_fee, taken_off, payment_plan, cancellation_terms)
      select m.id, company::uuid, 'B' || n, customer, (array['Mensah wedding', 'Board lunch', 'Naming of Kofi', 'Funeral of Nana'])[1 + n % 4] || ' ' || n,
        (array['wedding', 'corporate', 'outdooring', 'funeral'])[1 + n % 4], starts_at, starts_at + interval '4 hours', 'Hall ' || n,
        20 + n % 300, status, 2500 * (20 + n % 300), diets, diets, least(starts_at - interval '90 days', now()),
        case when status in ('confirmed', 'completed') then least(starts_at - interval '80 days', now()) end,
        case when status = 'completed' then starts_at + interval '5 hours' end, case when status = 'cancelled' then starts_at end, case when status = 'cancelled' then 0 end,
        case when status = 'cancelled' then 2500 * (20 + n % 300) else 0 end, c.payment_plan, c.cancellation_terms
      from companies c join (select *, case when n % 10 = 9 then 'cancelled' when starts_at < now() - interval '1 day' then 'completed'
        when n % 3 = 0 then 'confirmed' when n % 3 = 1 then 'quoted' else 'enquiry' end as status,
        case when n % 20 = 7 then 'No ' || (array['peanuts', 'shellfish', 'gluten'])[1 + n / 20 % 3] end as diets from made) m on c.id = m.company::uuid`;
    await sql`insert into booking_lines (id, company_id, booking_id, kind, item_id, name, unit_price, listed_price, quantity)
      select md5('line' || n)::uuid, company::uuid, id, 'menu', md5(company || 'item' || (1 + n % 40))::uuid, 'Dish', 2500, 2500, 20 + n % 300 from made`;
    await sql`insert into payments (id, company_id, booking_id, amount, method, received_at)
      select md5('payment' || n)::uuid, company::uuid, id, 100000, 'mobile_money', starts_at - interval '7 days'
      from made where n % 2 = 0 and 2500 * (20 + n % 300) >= 100000`;
    await sql`update bookings b set paid = 100000 from made m where b.id = m.id and m.n % 2 = 0 and b.total >= 100000`;
    await sql`insert into feedback (id, company_id, booking_id, customer_id, rating, food, would_recommend, source, given_at)
      select md5('feedback' || n)::uuid, company::uuid, id, customer, 1 + (n % 7) % 5, 1 + n % 5, n % 6 > 0, 'whatsapp', starts_at + interval '1 day'
      from made where n % 3 = 0 and n % 10 <> 9 and starts_at < now() - interval '2 days'`;
  });
}
