import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { makeBooking, makeCustomer } from '../db/factories/booking';
import { makeCompany, type TestCompany } from '../db/factories/company';
import { justSignedIn } from '../db/factories/session';
import { forgetEnv } from '../lib/platform/env';
import { type Stack, startStack } from '../scripts/stack';
import { signBody } from '../simulator/till';
import { control } from './due-requests';

/** Paid on the provider's page and told by webhook, paid there and never told, and recorded by hand. */
const [TOLD, SILENT, BY_HAND] = [130, 20, 50];
const payments = TOLD + SILENT + BY_HAND;
/** Guests of the two events, and what so many come to, minor units. */
const [SMALL, LARGE] = [10, 400];
const totalOf = (guests: number) => guests * 2500 + 2 * 15_000;
const times = 2;
const killCount = 8;
const atOnce = 24;
const note = (text: string) => process.stderr.write(`${text}\n`);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

type Paid = { reference: string; amount: number };
/** `smallId`: an earlier event that some payments are for as well; it fills up while they come. */
type World = {
  stack: Stack;
  company: TestCompany;
  bookingId: string;
  smallId: string;
  key: string;
  hook: string;
};
type Deed = () => Promise<void>;

/**
 * 200 payments of one invoice, a third of those online for another event at once: webhooks and payments by hand, each twice, shuffled,
 * many at once, while the app is killed with -9 again and again. A provider tells until it got its 200, and what it never tells is found by asking. Then exactly the money that came
 * must be there, once, and the books balance.
 */
export async function run(): Promise<object> {
  const stack = await startStack();
  try {
    // What is asked in this process is asked as the app does: of its database, with its secret.
    Object.assign(process.env, stack.env, { DATABASE_URL: stack.databaseUrl });
    forgetEnv();
    const started = Date.now();
    const world = await makeWorld(stack);
    const online = await payOnline(world);
    const byHand = Array.from({ length: BY_HAND }, (_, at) => ({
      reference: `by-hand-${at}`,
      amount: 400 + at,
    }));
    note(`${online.length} payments are made at the provider`);
    const told = await Promise.all(online.slice(0, TOLD).map((one) => newsOf(world, one)));
    const once = [
      ...told.map((body) => () => post(world, body)),
      ...(await Promise.all(byHand.map((one) => recordOf(world, one)))),
    ];
    const deeds = shuffle(Array.from({ length: times }, () => once).flat());
    await doAndKill(stack, deeds);
    const { sweepCheckouts } = await import('../lib/bookings/money/online/ask-again');
    while ((await sweepCheckouts(world.company.id, new Date(Date.now() + 10 * 60_000))) > 0)
      note('asked about those nobody told of');
    const judged = await judge(world, [...online, ...byHand]);
    return {
      invoices: 2,
      deeds: deeds.length,
      seconds: Math.round((Date.now() - started) / 1000),
      payments,
      kills: killCount,
      ...judged,
    };
  } finally {
    const { closePool } = await import('../db/client');
    await closePool();
    await stack.stop();
  }
}

/** A company with a key of its own, two events of a customer of which half is to be paid, and their invoices. */
async function makeWorld(stack: Stack): Promise<World> {
  const { saveOnlineKey } = await import('../lib/bookings/money/online/mutations');
  const { hookAddress } = await import('../lib/bookings/money/online/keys');
  const { issueInvoice } = await import('../lib/bookings/money/invoices');
  const company = await makeCompany({ components: [] });
  const key = `sk_test_${randomBytes(16).toString('hex')}`;
  await saveOnlineKey(await justSignedIn(company.manager), { secretKey: key });
  const { id: customerId } = await makeCustomer(company.id);
  const ids: string[] = [];
  for (const [after, quantity] of [SMALL, LARGE].entries()) {
    const startsAt = new Date(Date.now() + (30 + after) * 24 * 3_600_000);
    const { id } = await makeBooking(company.id, { status: 'confirmed', quantity, customerId, startsAt });
    await issueInvoice(company.manager, { bookingId: id, dueOn: '2099-12-31', total: totalOf(quantity) });
    ids.push(id);
  }
  const [smallId = '', bookingId = ''] = ids;
  return { stack, company, bookingId, smallId, key, hook: hookAddress(company.id) };
}

/** Opened by the app's own rules, and paid at the provider, which tells nobody yet. */
async function payOnline({ stack, company, bookingId, smallId, key }: World): Promise<Paid[]> {
  const { openCheckout, startCheckout } = await import('../lib/bookings/money/online/open-checkout');
  const paid: Paid[] = [];
  for (let at = 0; at < TOLD + SILENT; at += 1) {
    const forBoth = at % 3 === 0;
    const amount = (forBoth ? 3_000 : 1_000) + at;
    const { id } = await openCheckout(
      {
        ...{ companyId: company.id, openedBy: 'office', purpose: 'amount', amount },
        bookingIds: forBoth ? [smallId, bookingId] : [bookingId],
      },
      new Date(),
    );
    await startCheckout(company.id, id, new Date());
    paid.push({ reference: await referenceOf(company, id), amount });
  }
  for (const { reference } of paid)
    await control(stack, 'payments/pay', { secretKey: key, reference, times: 0 });
  return paid;
}

async function referenceOf({ system }: TestCompany, id: string): Promise<string> {
  const { actAs } = await import('../db/session');
  const { checkouts } = await import('../db/schema/checkouts');
  const { eq } = await import('drizzle-orm');
  const [row] = await actAs(system, (tx) =>
    tx.select({ reference: checkouts.reference }).from(checkouts).where(eq(checkouts.id, id)),
  );
  return row?.reference ?? '';
}

/** What the provider says of a payment, as its webhook writes it. */
async function newsOf({ stack, key }: World, { reference }: Paid): Promise<string> {
  const answer = await fetch(`${stack.simulatorUrl}/transaction/verify/${reference}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const { data } = (await answer.json()) as { data: object };
  return JSON.stringify({ event: 'charge.success', data });
}

/** Told until it was taken, as providers do. */
async function post({ hook, key }: World, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-paystack-signature': signBody(key, body) };
  for (;;) {
    const answer = await fetch(hook, { method: 'POST', body, headers }).catch(() => undefined);
    if (answer?.status === 200) return;
    if (answer && answer.status < 500) throw new Error(`The webhook answered ${answer.status}`);
    await pause(200);
  }
}

/** A payment that the office records by a form; its second time is the same form sent again. */
async function recordOf({ company, bookingId }: World, { reference, amount }: Paid): Promise<Deed> {
  const { recordPayment } = await import('../lib/bookings/money/payments');
  const { v7 } = await import('uuid');
  const key = v7();
  return async () =>
    void (await recordPayment(company.staff, { bookingId, amount, method: 'cash', reference }, { key }));
}

/** Many at once; the app is killed each time another part of them is done, while the others are under way. */
async function doAndKill(stack: Stack, deeds: readonly Deed[]): Promise<void> {
  const queue = [...deeds];
  let [done, kills] = [0, 0];
  const kill = async () => {
    while (kills < killCount) {
      if (done >= ((kills + 0.5) / killCount) * deeds.length || queue.length === 0) {
        await stack.killApp();
        kills += 1;
        note(`killed ${kills} of ${killCount}; ${done} of ${deeds.length} done`);
      } else await pause(20);
    }
  };
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await next();
      done += 1;
    }
  };
  await Promise.all([kill(), ...Array.from({ length: atOnce }, work)]);
}

/** Payments that came and aren't there, those that are there more than once, and sums of the books that differ. */
async function judge({ stack, company, bookingId, smallId }: World, came: readonly Paid[]) {
  const owner = postgres(stack.ownerUrl, { max: 1 });
  try {
    const rows = await owner<
      { reference: string; n: number; sum: string }[]
    >`select reference, max(n)::int as n, sum(sum) as sum from (select reference, booking_id, count(*) as n, sum(amount) as sum
      from payments where company_id = ${company.id} and status = 'received' group by 1, 2) each group by 1`;
    const [books] = await owner<
      {
        odd: number;
        money: string;
        owed: string;
        paid: string;
        open: string;
        held: number;
        receipts: number;
      }[]
    >`select
      (select count(*)::int from (select posting_id from posting_lines where company_id = ${company.id} group by 1 having sum(amount) <> 0) odd) as odd,
      (select coalesce(sum(amount), 0) from posting_lines where company_id = ${company.id} and account = 'money') as money,
      (select coalesce(sum(amount), 0) from posting_lines where company_id = ${company.id} and account = 'receivable') as owed,
      (select sum(paid) from bookings where id = any(${[bookingId, smallId]}::uuid[])) as paid,
      (select sum(open) from invoices where booking_id = any(${[bookingId, smallId]}::uuid[])) as open,
      (select count(*)::int from checkouts where company_id = ${company.id} and held_why is not null) as held,
      (select count(*)::int from receipts where company_id = ${company.id}) as receipts`;
    const found = new Map(rows.map((row) => [row.reference, row]));
    const sum = came.reduce((all, { amount }) => all + amount, 0);
    const total = totalOf(SMALL) + totalOf(LARGE);
    const asked = new Map(came.map(({ reference, amount }) => [reference, amount]));
    const wrong = [
      Number(books?.money) !== sum,
      Number(books?.paid) !== sum,
      Number(books?.open) !== total - sum,
      Number(books?.owed) !== total - sum,
    ];
    return {
      receipts: books?.receipts,
      lost: came.filter(({ reference, amount }) => Number(found.get(reference)?.sum ?? 0) < amount).length,
      twice:
        rows.filter(({ reference, n, sum: laid }) => n > 1 || Number(laid) > (asked.get(reference) ?? 0))
          .length + (books?.held ?? 0),
      unbalanced: (books?.odd ?? 0) + wrong.filter(Boolean).length,
    };
  } finally {
    await owner.end();
  }
}

/** Another order each time; the same in every run. */
let seed = 20261127;
function shuffle<T>(all: readonly T[]): T[] {
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
