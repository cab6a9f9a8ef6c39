import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cases, vouchers } from '@/db/schema/cases';
import { verifyAudit } from '@/lib/audit/seal';
import { type Connection, closePool, openPool } from '../client';
import { makeBooking, makeCustomer, readBooking } from '../factories/booking';
import { makeCompany, type TestCompany } from '../factories/company';
import { billOf } from '../factories/invoice';
import { bookingLines } from '../schema/booking-lines';
import { bookings } from '../schema/bookings';
import { bookingStaff } from '../schema/calendar';
import { comments } from '../schema/comments';
import { guestDiets } from '../schema/diets';
import { enquiries, enquiryBlocks, enquirySettings } from '../schema/enquiries';
import { feedback, feedbackDishes, feedbackRequests } from '../schema/feedback';
import { conversations, messages } from '../schema/messaging';
import { invoices, payments } from '../schema/money';
import { occasions } from '../schema/occasions';
import { passkeys } from '../schema/passkeys';
import { consents, customers, memberships, sessions } from '../schema/people';
import { erasures } from '../schema/privacy';
import { quotes } from '../schema/quotes';
import { secondFactors } from '../schema/second-factors';
import { bookingSeries, seriesBookings } from '../schema/series';
import { signInCodes } from '../schema/sign-in-codes';
import { taskTemplates } from '../schema/tasks';
import { actAs, type Tx } from '../session';
import { createOwnDatabase } from '../testing/own-database';
import { sealAll } from '../testing/seal-all';

type Policy = {
  tablename: string;
  policyname: string;
  qual: string | null;
  check: string | null;
  cmd: string;
};

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let company: TestCompany;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  owner = openPool({ url: own.ownerUrl, max: 1 });
});

afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
});

const policiesOf = (role: string) => owner<Policy[]>`
  select tablename::text, policyname::text, qual, with_check as check, cmd from pg_policies
  where schemaname = 'public' and roles[1] = ${role} order by 1, 2`;

/** Breaks one policy in each way, looks, and puts it back. Names the breakages that nobody noticed. */
async function survivorsOf(role: string, look: (policy: Policy) => Promise<boolean>): Promise<string[]> {
  const survivors: string[] = [];
  for (const policy of await policiesOf(role)) {
    const { tablename, policyname, qual, check, cmd } = policy;
    const create = (using: string | null, withCheck: string | null) =>
      owner.unsafe(
        `create policy "${policyname}" on "${tablename}" for ${cmd.toLowerCase()} to ${role}
         ${using ? `using (${using})` : ''} ${withCheck ? `with check (${withCheck})` : ''}`,
      );
    for (const kind of ['dropped', 'inverted']) {
      await owner`drop policy ${owner(policyname)} on ${owner(tablename)}`;
      if (kind === 'inverted') await create(qual && `not (${qual})`, check && `not (${check})`);
      const works = await look(policy);
      await owner`drop policy if exists ${owner(policyname)} on ${owner(tablename)}`;
      await create(qual, check);
      if (works) survivors.push(`${policyname} on ${tablename} ${kind}`);
    }
  }
  return survivors;
}

/** What the definer's functions are for, step by step: each with a booking of a company of its own. */
const steps: ((bookingId: string) => Promise<boolean>)[] = [
  paymentsAreSummed,
  recordsAreFound,
  wrongTotalsAreRefused,
  casesAreFound,
  figuresFollow,
  enquiriesWork,
  mergesWork,
  lastEventIsKept,
  sealsHold,
  addressesClose,
  overdueIsMeasured,
  teamsFollow,
  tasksFollow,
  versionsAreKept,
  seriesKnowTheirOwn,
  occasionsHold,
  dietsAreSaid,
  quotesEnd,
  moneyIsPosted,
  invitationWorks,
  secondStepsAreKnown,
  looksAreNoted,
  monthsGo,
  operatorSees,
  portalOpens,
  personGoes,
];
/** The step that noticed a table's last broken policy: the next one of the table is tried there first. */
const noticedBy = new Map<string, (typeof steps)[number]>();

/** Whether all of it works; what a policy's table showed before is tried first. */
async function machineryWorks({ tablename = '' }: Partial<Policy> = {}): Promise<boolean> {
  const first = noticedBy.get(tablename);
  let step: (typeof steps)[number] | undefined;
  try {
    // What a broken policy left behind in one company must not be what fails in the next.
    company = await makeCompany({ referencePrefix: 'ZZ' });
    const { id, reference } = await makeBooking(company.id);
    if (!reference.startsWith('ZZ')) return false;
    for (step of first ? [first, ...steps] : steps) if (!(await step(id))) throw new Error('It differs');
    return true;
  } catch {
    if (step) noticedBy.set(tablename, step);
    return false;
  }
}

async function paymentsAreSummed(id: string): Promise<boolean> {
  await actAs(company.system, (tx) =>
    tx.insert(payments).values({ companyId: company.id, bookingId: id, amount: 100, method: 'cash' }),
  );
  return (await readBooking(company.id, id))?.paid === 100;
}

async function recordsAreFound(id: string): Promise<boolean> {
  const [found] = await actAs(company.manager, (tx) =>
    tx.execute(
      sql`select (select count(*)::int from search_bookings('{%Mensah%}', 10)) as bookings,
        (select count(*)::int from search_customers('{%Mensah%}', 10)) as customers,
        (select count(*)::int from search_items('%Jollof%')) as items,
        (select count(*)::int from booking_history(${id}::uuid, 10)) as history`,
    ),
  );
  const { bookings: booked, customers: known, items: offered, history } = found ?? {};
  return [booked, known, offered, history].every(Number);
}

async function wrongTotalsAreRefused(id: string): Promise<boolean> {
  const wrongTotal = await actAs(company.system, (tx) =>
    tx.update(bookings).set({ menuTotal: 1 }).where(eq(bookings.id, id)),
  ).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  );
  return wrongTotal === 'CT005';
}

/** What the office looks at is noted, told once the hour is over, and counted; so are the runs of the automation. */
async function looksAreNoted(bookingId: string): Promise<boolean> {
  const { id: customerId } = await makeCustomer(company.id);
  const talk = { id: v7(), companyId: company.id, customerId, address: `none:${customerId}` };
  await actAs(company.system, (tx) => tx.insert(conversations).values(talk));
  const looked = { bookings: bookingId, customers: customerId, conversations: talk.id };
  for (const [table, id] of Object.entries(looked))
    await actAs(company.manager, (tx) => tx.execute(sql`select note_read('read', ${table}, ${id}::uuid)`));
  const times = async () => {
    const [row] = await actAs(company.manager, (tx) =>
      tx.execute<{ n: number }>(sql`select coalesce(sum(times), 0)::int as n
        from who_looked('customers', ${customerId}::uuid, now() - interval '1 day')`),
    );
    return row?.n;
  };
  const noted = await owner`select 1 from record_reads where company_id = ${company.id}`;
  if (noted.length !== 3 || (await times()) !== 1) return false;
  const fold = () =>
    actAs(company.system, (tx) => tx.execute(sql`select fold_activity('{"customers": "customers"}', now())`));
  await fold();
  await owner`update record_reads set at = at - interval '1 hour' where company_id = ${company.id}`;
  await owner`insert into runner_runs (id, function_id, status, event, max_attempts, ended_at)
    values (${v7()}, ${company.id}, 'completed', '{}', 1, date_trunc('hour', now()) - interval '1 minute')`;
  await owner`delete from audit_folds`;
  const runner = { role: 'runner', name: 'test' } as const;
  await actAs(runner, (tx) => tx.execute(sql`select fold_reads(now()), fold_runs(now())`));
  const told = await owner`select 1 from audit_events where detail ->> 'job' = ${company.id}`;
  const [upto] = await owner`select 1 from audit_folds`;
  await fold();
  const counted = await actAs(company.manager, (tx) =>
    tx.execute(sql`select 1 from activity_hours where deed = 'read' and area = 'customers'`),
  );
  const left = await owner`select 1 from record_reads where company_id = ${company.id}`;
  // Twice is once: the first turn was counted away.
  const again = await actAs(runner, (tx) => tx.execute<{ n: number }>(sql`select fold_runs(now()) as n`));
  if (told.length !== 1 || !upto || counted.length !== 1 || again[0]?.n !== 0) return false;
  return left.length === 0 && (await times()) === 1;
}

let months = 0;
/** An old month of the trail goes once it is sealed, and the trail still is what was sealed. */
async function monthsGo(): Promise<boolean> {
  months += 1;
  const first = new Date(Date.UTC(1990, months, 1)).toISOString().slice(0, 10);
  await owner`insert into audit_events (at, category, action, actor, role)
    values (${`${first}T12:00:00Z`}, 'system', 'long_ago', 'x', 'y')`;
  const runner = { role: 'runner', name: 'test' } as const;
  await actAs(runner, (tx) => tx.execute(sql`select audit_ensure_partitions(now(), 1)`));
  await sealAll(owner, { patience: 6000 });
  const lines = await actAs(runner, (tx) =>
    tx.execute(sql`select * from audit_month_lines(${first}::date, 0, 10)`),
  );
  await actAs(runner, (tx) =>
    tx.execute(
      sql`select retire_audit_month(audit_month_due(now(), 12), 12, ${lines.length}, 'f', sha256('f'::bytea))`,
    ),
  );
  const gone = await owner`select 1 from audit_events where action = 'long_ago'`;
  return lines.length === 1 && gone.length === 0 && (await verifyAudit()).ok;
}

/** What happened in the company is sealed, and what is sealed is held against the trail. */
async function sealsHold(): Promise<boolean> {
  await sealAll(owner, { patience: 6000 });
  const seals = await actAs(company.manager, (tx) => tx.execute(sql`select 1 from audit_seals`));
  const { ok, checked } = await verifyAudit();
  return ok && checked > 0 && seals.length > 0;
}

/** Somebody is anonymised, and what the trail said of them is emptied. */
async function personGoes(): Promise<boolean> {
  const { id: customerId } = await makeCustomer(company.id, { name: 'Soon gone' });
  const id = v7();
  const { companyId, userId } = company.manager;
  await actAs(company.manager, (tx) =>
    tx.insert(erasures).values({ id, companyId, customerId, why: 'asked', label: 'x', askedBy: userId }),
  );
  const [gone] = await actAs(company.system, (tx) =>
    tx.execute<{ entries: number }>(
      sql`select (erase_person(${id}::uuid) ->> 'audit_events')::int as entries`,
    ),
  );
  return Number(gone?.entries) > 0;
}

/** What was agreed and a change of it are two versions, and nobody waits for word of a served event. */
async function versionsAreKept(): Promise<boolean> {
  const { id } = await makeBooking(company.id, {
    status: 'in_progress',
    startsAt: new Date(Date.now() - 3_600_000),
  });
  const set = (values: Partial<typeof bookings.$inferInsert>) =>
    actAs(company.system, (tx) => tx.update(bookings).set(values).where(eq(bookings.id, id)));
  const counted = async () => {
    const [row] = await actAs(company.manager, (tx) =>
      tx.execute<{ versions: number; notices: number }>(sql`select
        (select count(*)::int from booking_versions where booking_id = ${id}::uuid) as versions,
        (select count(*)::int from version_notices where booking_id = ${id}::uuid) as notices`),
    );
    return `${row?.versions} ${row?.notices}`;
  };
  await set({ dietary: 'No nuts' });
  if ((await counted()) !== '2 2') return false;
  await set({ status: 'completed', completedAt: new Date() });
  return (await counted()) === '2 0';
}

/** A booking of a series that is changed by itself is known to be. */
async function seriesKnowTheirOwn(bookingId: string): Promise<boolean> {
  const seriesId = v7();
  const place = { companyId: company.id, seriesId, bookingId, position: 1, plannedOn: '2030-01-01' };
  const found = await actAs(company.system, async (tx) => {
    await tx.insert(bookingSeries).values({ id: seriesId, companyId: company.id, rhythm: 'week' });
    await tx.insert(seriesBookings).values(place);
    await tx.update(bookings).set({ dietary: 'No nuts' }).where(eq(bookings.id, bookingId));
    return tx
      .select({ own: seriesBookings.own })
      .from(seriesBookings)
      .where(eq(seriesBookings.bookingId, bookingId));
  });
  return found[0]?.own === true;
}

/** A booking is found by what its occasion is called, and an occasion without parts is none. */
async function occasionsHold(bookingId: string): Promise<boolean> {
  const occasionId = v7();
  const customerId = (await readBooking(company.id, bookingId))?.customerId ?? '';
  const count = (text: string, of: string) =>
    actAs(company.manager, async (tx) => {
      const [row] = await tx.execute<{ found: number; n: number }>(
        sql`select (select count(*)::int from search_bookings(${`{%${text}%}`}, 10)) as found,
          (select count(*)::int from occasions where id = ${of}::uuid) as n`,
      );
      return `${row?.found} ${row?.n}`;
    });
  await actAs(company.system, async (tx) => {
    await tx.insert(occasions).values({ id: occasionId, companyId: company.id, customerId, name: 'Nhyira' });
    await tx.update(bookings).set({ occasionId }).where(eq(bookings.id, bookingId));
    await tx.update(occasions).set({ name: 'Abusua' }).where(eq(occasions.id, occasionId));
  });
  if ((await count('Abusua', occasionId)) !== '1 1') return false;
  await actAs(company.system, (tx) =>
    tx.update(bookings).set({ occasionId: null }).where(eq(bookings.id, bookingId)),
  );
  return (await count('Abusua', occasionId)) === '0 0';
}

/** What a guest can't eat stands in what everybody reads of the booking. */
async function dietsAreSaid(bookingId: string): Promise<boolean> {
  await actAs(company.system, (tx) =>
    tx.insert(guestDiets).values({ companyId: company.id, bookingId, guest: 'Ama', avoids: ['peanuts'] }),
  );
  return (await readBooking(company.id, bookingId))?.dietary?.includes('Ama: no peanuts') === true;
}

/** A booking that isn't as it was quoted any more ends its quote. */
async function quotesEnd(): Promise<boolean> {
  const { id } = await makeBooking(company.id);
  const total = (await readBooking(company.id, id))?.total ?? 0;
  const [ended] = await actAs(company.system, async (tx) => {
    await tx.insert(quotes).values({
      ...{ companyId: company.id, bookingId: id, number: 1, total, document: { price: { total } } },
      validUntil: new Date(),
    });
    await tx.update(bookings).set({ venue: 'Elsewhere' }).where(eq(bookings.id, id));
    await tx.execute(sql`set constraints all immediate`);
    return tx.select({ why: quotes.endReason }).from(quotes).where(eq(quotes.bookingId, id));
  });
  return ended?.why === 'changed';
}

/** A payment has its receipt, a bill and what takes it back stand in the ledger, and the booking knows what is open. */
async function moneyIsPosted(): Promise<boolean> {
  const { id } = await makeBooking(company.id, { status: 'confirmed' });
  const bill = await actAs(company.system, async (tx) => {
    await tx.insert(payments).values({ companyId: company.id, bookingId: id, amount: 100, method: 'cash' });
    const [row] = await tx
      .insert(invoices)
      .values({ ...(await billOf(tx, id)), id: v7() })
      .returning();
    return row;
  });
  if (!bill?.reference.startsWith('INV-')) return false;
  const { id: credits, kind: _kind, reference: _own, dueOn: _due, ...same } = bill;
  await actAs(company.system, (tx) =>
    tx.insert(invoices).values({ ...same, id: v7(), kind: 'credit_note', credits, reason: 'Test' }),
  );
  const [found] = await actAs(company.manager, (tx) =>
    tx.execute<{ receipts: number; kinds: string; open: number; credited: number; held: number }>(sql`select
      (select count(*)::int from receipts) as receipts,
      (select string_agg(kind, ' ' order by kind) from postings where booking_id = ${id}::uuid) as kinds,
      (select open::int from invoices where id = ${credits}::uuid) as open,
      (select credited::int from invoices where id = ${credits}::uuid) as credited,
      (select sum(amount)::int from posting_lines where booking_id = ${id}::uuid and account = 'deposits') as held`),
  );
  return (
    Number(found?.receipts) > 0 &&
    found?.kinds === 'credit_note invoice payment' &&
    found.open === 0 &&
    found.credited === bill.total &&
    found.held === -100
  );
}

/** What is usual is laid onto a booking. */
async function tasksFollow(bookingId: string): Promise<boolean> {
  await actAs(company.system, (tx) =>
    tx
      .insert(taskTemplates)
      .values({ companyId: company.id, title: 'Test', dueFrom: 'start', dueAmount: -1, dueUnit: 'days' }),
  );
  const [laid] = await actAs(company.manager, (tx) =>
    tx.execute<{ n: number }>(sql`select lay_tasks(${bookingId}::uuid) as n`),
  );
  return Number(laid?.n) > 0;
}

/** Who works at an event has to be there when it begins, wherever it is moved. */
async function teamsFollow(bookingId: string): Promise<boolean> {
  const { companyId, userId } = company.manager;
  await actAs(company.system, (tx) => tx.insert(bookingStaff).values({ companyId, bookingId, userId }));
  await actAs(company.system, (tx) =>
    tx.execute(sql`update bookings set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'
      where id = ${bookingId}::uuid`),
  );
  const [row] = await actAs(company.system, (tx) =>
    tx.select({ at: bookingStaff.startsAt }).from(bookingStaff).where(eq(bookingStaff.bookingId, bookingId)),
  );
  return row?.at.getTime() === (await readBooking(company.id, bookingId))?.startsAt.getTime();
}

/** A customer knows when their latest event is, also after it was cancelled. */
async function lastEventIsKept(bookingId: string): Promise<boolean> {
  const booking = await readBooking(company.id, bookingId);
  const kept = async () => {
    const [row] = await actAs(company.system, (tx) =>
      tx
        .select({ at: customers.lastEventAt })
        .from(customers)
        .where(eq(customers.id, booking?.customerId ?? '')),
    );
    return row?.at?.getTime();
  };
  if ((await kept()) !== booking?.startsAt.getTime()) return false;
  const later = await makeBooking(company.id, {
    customerId: booking?.customerId ?? '',
    startsAt: new Date((booking?.startsAt.getTime() ?? 0) + 86_400_000),
  });
  if ((await kept()) === booking?.startsAt.getTime()) return false;
  await actAs(company.system, (tx) =>
    tx
      .update(bookings)
      .set({ status: 'cancelled', cancelledAt: new Date(), cancelReason: 'Test' })
      .where(eq(bookings.id, later.id)),
  );
  return (await kept()) === booking?.startsAt.getTime();
}

/** Under a word that stands in the case alone. */
async function casesAreFound(bookingId: string): Promise<boolean> {
  const customerId = (await readBooking(company.id, bookingId))?.customerId ?? '';
  const word = v7();
  await actAs(company.system, (tx) =>
    tx.insert(cases).values({
      companyId: company.id,
      bookingId,
      customerId,
      reason: 'low_rating',
      summary: word,
      acknowledgeBy: new Date(),
      resolveBy: new Date(),
    }),
  );
  const [found] = await actAs(company.manager, (tx) =>
    tx.execute(sql`select count(*)::int as n from search_cases(${`%${word}%`})`),
  );
  return Number(found?.n) === 1;
}

/** What is booked and answered is counted, folded or not. */
async function figuresFollow(): Promise<boolean> {
  const companyId = company.id;
  const { id, customerId, itemId } = await makeBooking(companyId, { status: 'completed' });
  const confirmed = await makeBooking(companyId, { status: 'confirmed' });
  await actAs(company.system, async (tx) => {
    const [line] = await tx.select().from(bookingLines).where(eq(bookingLines.itemId, itemId));
    const feedbackId = v7();
    const givenAt = new Date(Date.now() + 100 * 3_600_000);
    await tx
      .insert(feedback)
      .values({ id: feedbackId, companyId, bookingId: id, customerId, rating: 3, source: 'portal', givenAt });
    await tx.insert(feedbackDishes).values({ companyId, feedbackId, lineId: line?.id ?? '', liked: true });
    await tx.update(feedback).set({ givenAt: new Date(givenAt.getTime() + 48 * 3_600_000) });
  });
  const liked = async (source: 'stats' | 'stats_now') => {
    const [row] = await actAs(company.manager, (tx) =>
      tx.execute<{
        n: string;
        days: string;
      }>(sql`select coalesce(sum(n), 0) as n, count(distinct day) filter (where n > 0) as days
        from ${sql.identifier(source)} where fact = 'liked' and key = ${itemId} and grain = 'day'`),
    );
    return `${row?.n} on ${row?.days}`;
  };
  if ((await liked('stats_now')) !== '1 on 2' || (await liked('stats')) !== '0 on 0') return false;
  const fold = sql`select fold_stats(100000)`;
  await actAs({ role: 'runner', name: 'test' }, (tx) => tx.execute(fold));
  if ((await liked('stats')) !== '1 on 1') return false;
  const [last] = await actAs(company.manager, (tx) =>
    tx.execute<{ n: number }>(sql`select count(*)::int as n from customer_activity
      where customer_id in (${customerId}, ${confirmed.customerId})`),
  );
  return Number(last?.n) === 2;
}

/** An invited person joins with a login of their own, and leaving ends what they had open. */
async function invitationWorks(): Promise<boolean> {
  const [person, session, email] = [v7(), v7(), `joins-${v7()}@example.test`];
  const hash = person.replaceAll('-', '').repeat(2);
  const gate = { role: 'auth', name: 'test' } as const;
  await actAs(company.manager, (tx) =>
    tx.execute(sql`select invite_member(${v7()}::uuid, ${email}, 'staff', ${hash})`),
  );
  await actAs(gate, async (tx) => {
    await tx.execute(sql`select accept_invitation(${hash}, ${person}::uuid, 'Joined', 'hash')`);
    await tx.execute(sql`insert into sessions (id, user_id, company_id, epoch, expires_at)
      values (${session}, ${person}, ${company.id}, 1, now() + interval '1 day')`);
  });
  await actAs(company.manager, (tx) =>
    tx.delete(memberships).where(eq(memberships.userId, person)).returning(),
  );
  const [ended] = await actAs(gate, (tx) =>
    tx.execute(sql`select ended_at is not null as yes from sessions where id = ${session}`),
  );
  return ended?.yes === true;
}

/** A manager knows who has a second step, of either kind, and takes it away; people see their own passkeys. */
async function secondStepsAreKnown(): Promise<boolean> {
  const { userId } = company.staff;
  const giveCodes = (tx: Tx) =>
    tx.insert(secondFactors).values({ userId, secretSealed: 'x', lastStep: 1, recoveryHashes: ['x'] });
  const givePasskey = (tx: Tx) =>
    tx
      .insert(passkeys)
      .values({ userId, credentialId: v7(), publicKey: 'a-key-of-some-kind', counter: 1, name: 'Phone' });
  for (const give of [giveCodes, givePasskey]) if (!(await isTakenAway(userId, give))) return false;
  return true;
}

async function isTakenAway(userId: string, give: (tx: Tx) => PromiseLike<unknown>): Promise<boolean> {
  const gate = { role: 'auth', name: 'test' } as const;
  await actAs(gate, async (tx) => void (await give(tx)));
  const [mine] = await actAs(company.staff, (tx) =>
    tx.execute(
      sql`select (select count(*)::int from my_passkeys()) + (select count(*)::int from my_second_factor()) as n`,
    ),
  );
  const [known] = await actAs(company.manager, (tx) =>
    tx.execute(sql`select (select count(*)::int from second_factors_here() where user_id = ${userId}) as listed,
      reset_second_factor(${userId}::uuid) as had`),
  );
  const [left] = await actAs(gate, (tx) => tx.execute(sql`select has_second_step(${userId}::uuid) as has`));
  return mine?.n === 1 && known?.listed === 1 && known?.had === true && left?.has === false;
}

/** Whoever proved a code gets into the record of their phone, and out when it changes. */
async function portalOpens(): Promise<boolean> {
  const gate = { role: 'auth', name: 'test' } as const;
  const { id: customerId, phone } = await makeCustomer(company.id);
  const [code, fresh, sessionId] = [v7(), v7(), v7()];
  const entered = await actAs(gate, async (tx) => {
    await tx.insert(signInCodes).values({
      ...{ id: code, companyId: company.id, customerId, channel: 'whatsapp' },
      ...{ address: phone ?? '', codeHash: 'a'.repeat(64) },
    });
    await tx
      .update(signInCodes)
      .set({ provedAt: new Date(), endedAt: new Date() })
      .where(eq(signInCodes.id, code));
    const rows = await tx.execute(
      sql`select * from enter_portal(${code}::uuid, ${customerId}::uuid, ${fresh}::uuid, true)`,
    );
    await tx.insert(sessions).values({
      ...{ id: sessionId, userId: fresh, epoch: 1, openedBy: 'code' },
      expiresAt: new Date(Date.now() + 3_600_000),
    });
    return rows.length;
  });
  const [own] = await actAs({ role: 'client', companyId: company.id, userId: fresh, customerId }, (tx) =>
    tx.execute(sql`select have_password() as has`),
  );
  await actAs(gate, (tx) =>
    tx.insert(signInCodes).values({
      ...{ companyId: company.id, customerId, channel: 'whatsapp' },
      ...{ address: phone ?? '', codeHash: 'b'.repeat(64) },
    }),
  );
  await actAs(company.manager, (tx) =>
    tx.update(customers).set({ phone: null }).where(eq(customers.id, customerId)),
  );
  const [left] = await actAs(gate, (tx) =>
    tx.execute<{
      n: number;
    }>(sql`select (select count(*)::int from sessions where id = ${sessionId} and ended_at is null)
      + (select count(*)::int from sign_in_codes where customer_id = ${customerId} and ended_at is null) as n`),
  );
  return entered === 1 && own?.has === false && left?.n === 0;
}

/** Who runs the installation sees what was measured, who doesn't sees nothing, and the office when the last backup was. */
async function operatorSees(): Promise<boolean> {
  for (const name of ['statements', 'rules', 'samples', 'backups'])
    await owner.unsafe(`delete from monitor_${name}`);
  await owner`update monitor_processes set instance = gen_random_uuid(), beat_at = now() where slot = 3`;
  await owner`insert into monitor_samples values (3, 'minute', 7, now(), '{"times": {}}', '{}')`;
  await owner`insert into monitor_rules (rule, checked_at) values ('disk', now())`;
  await owner`insert into monitor_statements (name, text, role, calls, total_ms, worst_ms, times, last_at)
    values ('select bookings 0123abcd', 'select', 'manager', 1, 1, 1, '{}', now())`;
  await owner`insert into monitor_backups (id, started_at, finished_at, bytes, rows, digest)
    values (gen_random_uuid(), now(), now(), 1, 1, ${'0'.repeat(64)})`;
  const look = (actor: typeof company.manager) =>
    actAs(actor, async (tx) => {
      const [row] = await tx.execute<{ seen: string; history: number; backup: string | null }>(sql`select
        (select count(*)::int from operator_history('minute', now() - interval '1 hour', true)) as history,
        (select string_agg(key || jsonb_array_length(value), ' ' order by key) from jsonb_each(operator_view())) as seen,
        last_backup_at() as backup`);
      return `${row?.seen} ${row?.history} ${row?.backup !== null}`;
    });
  const before = await look(company.manager);
  await owner`insert into operators (user_id) values (${company.manager.userId}) on conflict do nothing`;
  const told = await actAs({ role: 'runner', name: 'test' }, (tx) =>
    tx.execute(sql`select 1 from operators_to_tell() where company_id = ${company.id}`),
  );
  const after = await look(company.manager);
  await owner`delete from operators`;
  return (
    before === 'null 0 true' && after === 'backups1 processes1 rules1 statements1 1 true' && told.length === 1
  );
}

/** A phone that changes leaves its conversation to whoever has the number next. */
async function addressesClose(): Promise<boolean> {
  const { id, phone } = await makeCustomer(company.id);
  const linked = () =>
    actAs(company.system, (tx) => tx.select().from(conversations).where(eq(conversations.customerId, id)));
  await actAs(company.system, (tx) =>
    tx.insert(conversations).values({ companyId: company.id, customerId: id, address: `whatsapp:${phone}` }),
  );
  if ((await linked()).length !== 1) return false;
  await actAs(company.system, (tx) => tx.update(customers).set({ phone: null }).where(eq(customers.id, id)));
  return (await linked()).length === 0;
}

/** Everything of one customer becomes another's, and their own again. */
async function mergesWork(): Promise<boolean> {
  const [kept, gone] = [
    (await makeCustomer(company.id)).id,
    (await makeCustomer(company.id, { optedIn: false })).id,
  ];
  const startsAt = new Date(Date.now() - 48 * 3_600_000);
  const { id: bookingId } = await makeBooking(company.id, {
    customerId: gone,
    status: 'completed',
    startsAt,
  });
  const ids = { companyId: company.id, customerId: gone };
  await actAs(company.system, async (tx) => {
    const [feedbackId, conversationId] = [v7(), v7()];
    await tx.insert(feedbackRequests).values({ ...ids, bookingId, dueAt: startsAt });
    await tx.insert(feedback).values({ ...ids, bookingId, id: feedbackId, rating: 2, source: 'whatsapp' });
    const clocks = { acknowledgeBy: startsAt, resolveBy: startsAt };
    await tx.insert(cases).values({ ...ids, ...clocks, bookingId, reason: 'low_rating', summary: 'Cold' });
    await tx.insert(vouchers).values({ ...ids, bookingId, code: v7(), rate: 1000, expiresAt: startsAt });
    await tx.insert(conversations).values({ ...ids, id: conversationId, address: `none:${gone}` });
    await tx
      .insert(messages)
      .values({ ...ids, conversationId, direction: 'inbound', kind: 'inbound', status: 'received' });
    await tx
      .insert(consents)
      .values({ ...ids, channel: 'whatsapp', state: 'withdrawn', source: 'whatsapp', textVersion: 't' });
    await tx.insert(comments).values({ ...ids, body: 'Twice here', createdBy: company.manager.userId });
  });
  const tables = [
    'bookings',
    'feedback_requests',
    'feedback',
    'cases',
    'vouchers',
    'conversations',
    'messages',
    'comments',
  ];
  const ofKept = async () =>
    Promise.all(
      tables.map(async (table) => {
        const rows = await actAs(company.system, (tx) =>
          tx.execute(sql`select 1 from ${sql.identifier(table)} where customer_id = ${kept}`),
        );
        return rows.length;
      }),
    );
  const said = () =>
    actAs(company.system, (tx) => tx.select().from(consents).where(eq(consents.customerId, kept)));
  const merge = v7();
  await actAs(company.manager, (tx) =>
    tx.execute(sql`select merge_customers(${merge}::uuid, ${kept}::uuid, ${gone}::uuid)`),
  );
  if ((await ofKept()).some((n) => n !== 1) || (await said()).length !== 2) return false;
  await actAs(company.manager, (tx) => tx.execute(sql`select unmerge_customers(${merge}::uuid)`));
  return (await ofKept()).every((n) => n === 0) && (await said()).length === 1;
}

/** A stranger's form arrives once, what is known as spam doesn't, and a booking has its enquiry. */
async function enquiriesWork(): Promise<boolean> {
  const gate = { role: 'auth', name: 'test' } as const;
  const [key, block] = [v7(), 'b'.repeat(64)];
  await actAs(company.system, async (tx) => {
    await tx
      .insert(enquirySettings)
      .values({ companyId: company.id, formOn: true, formKey: key, consentWords: 'Yes' })
      .onConflictDoUpdate({ target: enquirySettings.companyId, set: { formOn: true } });
    await tx.insert(enquiryBlocks).values({ companyId: company.id, hash: block }).onConflictDoNothing();
  });
  const [settings] = await actAs(company.system, (tx) => tx.select().from(enquirySettings));
  const post = (once: string, hash: string) =>
    actAs(gate, (tx) =>
      tx.execute(
        sql`select id from post_enquiry(${settings?.formKey}, ${once}, '{"name": "Esi"}'::jsonb, array[${hash}], true)`,
      ),
    );
  const once = v7();
  const [first, again, spam] = [
    await post(once, 'c'.repeat(64)),
    await post(once, 'c'.repeat(64)),
    await post(v7(), block),
  ];
  const { id } = await makeBooking(company.id);
  const [made] = await actAs(company.system, (tx) =>
    tx.select().from(enquiries).where(eq(enquiries.bookingId, id)),
  );
  return (
    first[0]?.id !== undefined && first[0].id === again[0]?.id && spam.length === 0 && made !== undefined
  );
}

async function overdueIsMeasured(): Promise<boolean> {
  const { id } = await makeCustomer(company.id);
  await actAs(company.system, async (tx) => {
    const [talk] = await tx
      .insert(conversations)
      .values({ companyId: company.id, customerId: id, address: `none:${id}` })
      .returning();
    await tx.insert(messages).values({
      companyId: company.id,
      conversationId: talk?.id ?? '',
      direction: 'outbound',
      kind: 'staff_reply',
      status: 'waiting',
      createdAt: new Date(Date.now() - 60_000),
    });
  });
  const [overdue] = await actAs({ role: 'runner', name: 'test' }, (tx) =>
    tx.execute<{ seconds: number }>(sql`select message_seconds as seconds from overdue_work()`),
  );
  return Number(overdue?.seconds) >= 60;
}

describe('the policies of the machinery', () => {
  test('references, sums and audit work', async () => {
    expect(await machineryWorks()).toBe(true);
  });

  test('a broken policy of the definer is noticed', async () => {
    expect(await survivorsOf('cater_definer', machineryWorks)).toEqual([]);
  }, 240_000);

  test('a broken policy of the runner is noticed', async () => {
    const tables = (await policiesOf('cater_runner')).map(({ tablename }) => tablename);
    // Places for processes are there from the beginning.
    const machines = /^(runner_|monitor_(?!processes)|operators$)/;
    for (const table of tables.filter((name) => machines.test(name))) await putAnyRow(table);
    const sees = async ({ tablename }: Policy) => {
      const rows = await actAs({ role: 'runner', name: 'test' }, (tx) =>
        tx.execute(
          sql`select count(*)::int as n from ${sql.identifier(tablename)} where ${tablename === 'companies' ? sql`id is not null` : sql`true`}`,
        ),
      ).catch(() => [{ n: 0 }]);
      return Number(rows[0]?.n) > 0;
    };
    for (const policy of await policiesOf('cater_runner'))
      expect([policy.tablename, await sees(policy)]).toEqual([policy.tablename, true]);
    expect(await survivorsOf('cater_runner', sees)).toEqual([]);
  }, 60_000);
});

/** A row that only has to exist: of any value, with its foreign keys and checks out of the way. */
async function putAnyRow(table: string): Promise<void> {
  const checks = await owner<{ name: string }[]>`
    select conname as name from pg_constraint where conrelid = ${table}::regclass and contype = 'c'`;
  for (const { name } of checks) await owner`alter table ${owner(table)} drop constraint ${owner(name)}`;
  const columns = await owner<{ name: string; type: string }[]>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''`;
  const value = (type: string) => {
    if (type === 'uuid') return 'gen_random_uuid()';
    if (type.startsWith('timestamp')) return 'now()';
    if (type.startsWith('json')) return `'{}'`;
    if (type.endsWith('[]')) return `'{}'`;
    return type === 'text' ? `'x'` : type === 'boolean' ? 'false' : '1';
  };
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(
      `insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')}) values (${columns.map(({ type }) => value(type)).join(', ')})`,
    );
  });
}
