import { type Stack, startStack } from '../scripts/stack';
import { type Customers, hasArrived, listRequests, startCustomers } from './customers';
import { control, type DueRequests, makeDueRequests } from './due-requests';

const requests = 1_000;
const killCount = 50;
const longestMs = 15 * 60_000;
const note = (text: string) => process.stderr.write(`${text}\n`);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Every fault of the simulator, each with 5 to 20 %. Refusals are of the final sort, so that the run ends. */
const faults = [
  { kind: 'http429', probability: 0.1, params: { retryAfter: 1 } },
  { kind: 'http5xx', probability: 0.1 },
  { kind: 'http5xxAfterAccept', probability: 0.05 },
  { kind: 'slow', probability: 0.1, params: { delayMs: 800 } },
  { kind: 'dropAfterAccept', probability: 0.1 },
  { kind: 'refuse', probability: 0.1 },
  { kind: 'syncError', probability: 0.05, params: { code: 21211 } },
  { kind: 'failWith', probability: 0.05, params: { code: 63024 } },
  { kind: 'lookupFails', probability: 0.2 },
  { kind: 'callbackDuplicate', probability: 0.2 },
  { kind: 'callbackReorder', probability: 0.2 },
  { kind: 'callbackDelay', probability: 0.2, params: { delayMs: 2_000 } },
  { kind: 'callbackLost', probability: 0.2 },
  { kind: 'callbackBefore201', probability: 0.2 },
  { kind: 'inboundDuplicate', probability: 0.2 },
  { kind: 'inboundLost', probability: 0.1 },
  { kind: 'unknownParams', probability: 0.2 },
];

/**
 * 1,000 due feedback requests and their customers' answers while the provider fails in every way it can and
 * the app is killed with -9 fifty times. A request is lost when its customer has no message and the office no
 * reason why; an answer is lost or repeated when it doesn't have exactly one effect.
 */
export async function run(): Promise<object> {
  const stack = await startStack({ env: { SEND_RATE: '80' } });
  try {
    const due = await makeDueRequests(stack, requests);
    const customers = startCustomers(stack, due);
    await control(stack, 'faults', { seed: 20261122, faults });
    const started = Date.now();
    await due.sweep();
    const kills = await killRepeatedly(stack, due, customers);
    const settled = await settle(due, customers);
    const result = { ...(await judge(stack, due)), answers: await customers.judge() };
    await due.close();
    const seconds = Math.round((Date.now() - started) / 1000);
    return { requests, kills, settled, ...result, seconds };
  } finally {
    await stack.stop();
  }
}

async function killRepeatedly(stack: Stack, due: DueRequests, customers: Customers): Promise<number> {
  for (let kill = 1; kill <= killCount; kill += 1) {
    // Another moment of the work each time, from right after the start to some seconds into it.
    await pause(200 + ((kill * 617) % 2_500));
    await customers.answer(10);
    await stack.killApp();
    if (kill % 5 === 0) note(`killed ${kill} of ${killCount}: ${JSON.stringify(await due.progress())}`);
  }
  return killCount;
}

const open = ['waiting', 'sending', 'unknown', 'queued', 'sent'];

/** Waits until everything has come to an end, with the sweeps that otherwise come by the clock. */
async function settle(due: DueRequests, customers: Customers): Promise<boolean> {
  const until = Date.now() + longestMs;
  let settled = false;
  while (!settled && Date.now() < until) {
    await skipWaits(due);
    await due.sweep();
    await due.sweep('whatsapp');
    const answering = await customers.answer(200);
    await pause(15_000);
    const open = await stillOpen(due, customers);
    note(`settling: ${JSON.stringify({ ...(await due.progress()), ...open })}`);
    settled = answering === 0 && Object.values(open).every((count) => count === 0);
  }
  return settled;
}

/** What hasn't come to its end, by kind. */
async function stillOpen(due: DueRequests, customers: Customers): Promise<Record<string, number>> {
  const [row] = await due.owner<{ unwritten: number; open: number; unsettled: number }[]>`
    select ${requests}::int - count(m.id)::int as unwritten,
      (select count(*)::int from messages o join bookings ob on ob.customer_id = o.customer_id
        where ob.reference like ${`X${due.tag}%`} and o.status = any(${open})) as open,
      count(*) filter (where m.status = any(${failed}) and r.state = 'asked')::int as unsettled
    from bookings b left join feedback_requests r on r.booking_id = b.id
    left join messages m on m.id = r.message_id
    where b.reference like ${`X${due.tag}%`}`;
  const { replies, stored, unread } = await customers.judge();
  return {
    unwritten: row?.unwritten ?? 0,
    open: row?.open ?? 0,
    unsettled: row?.unsettled ?? 0,
    unheard: replies - stored,
    unread,
  };
}

/**
 * Lets the minutes and hours of the retry matrix pass at once: what is waited for is overdue, so the sweeps
 * take it. As with unread messages, rows that the app holds are left to the next round.
 */
async function skipWaits({ owner, tag, ageUnread }: DueRequests): Promise<void> {
  await owner`update messages set next_attempt_at = now() - interval '10 minutes'
    where id in (select id from messages
      where status in ('waiting', 'queued', 'sent', 'unknown') and created_at < now() - interval '20 seconds'
      and coalesce(claimed_at, created_at) < now() - interval '20 seconds'
      and customer_id in (select customer_id from bookings where reference like ${`X${tag}%`})
      for update skip locked)`;
  await ageUnread();
}

type Row = { phone: string; status: string | null; state: string | null; reason: string | null };
const failed = ['failed', 'undelivered', 'not_sent'];

async function judge(stack: Stack, due: DueRequests): Promise<object> {
  const arrived = new Map<string, number>();
  for (const message of (await listRequests(stack, due.tag)).filter(hasArrived))
    arrived.set(message.contact, (arrived.get(message.contact) ?? 0) + 1);
  // The message that a request stands by: of WhatsApp, or of the channel after it.
  const rows = await due.owner<Row[]>`
    select c.phone, m.status, r.state, r.reason from bookings b
    join customers c on c.id = b.customer_id
    left join feedback_requests r on r.booking_id = b.id
    left join messages m on m.id = r.message_id
    where b.reference like ${`X${due.tag}%`}`;
  const times = ({ phone }: Row) => arrived.get(phone) ?? 0;
  const explained = (row: Row) => failed.includes(row.status ?? '') && row.reason !== null;
  const counters = await control<Record<string, unknown>>(stack, 'counters');
  return {
    delivered: rows.filter((row) => times(row) > 0).length,
    /** Customers who were asked more than once, by whichever channels. */
    duplicates: rows.filter((row) => times(row) > 1).length,
    duplicateTexts: counters.duplicateTextDeliveries,
    failedForGood: rows.filter((row) => times(row) === 0 && explained(row)).length,
    lost: rows.filter((row) => times(row) === 0 && !explained(row)).length,
    wrongStates: rows.filter((row) => !isRight(row, times(row) > 0)).length,
    states: await due.progress(),
    faultHits: counters.faultHits,
  };
}

/** What the office sees is what happened on the phone. */
function isRight(row: Row, reached: boolean): boolean {
  const { status, state } = row;
  if (!reached) return failed.includes(status ?? '') && state !== 'asked' && row.reason !== null;
  return (
    ['delivered', 'read'].includes(status ?? '') && ['asked', 'answering', 'answered'].includes(state ?? '')
  );
}
