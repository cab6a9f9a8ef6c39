import { openPool } from '../db/client';
import { createEmbeddedClient } from '../lib/inngest/client';
import { type Stack, startStack } from '../scripts/stack';
import { control, type DueRequests, makeDueRequests } from './due-requests';

const REQUESTS = 1_000;
const KILLS = 50;
const LONGEST_MS = 25 * 60_000;
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
 * 1,000 due feedback requests while the provider fails in every way it can and the app is killed with -9
 * fifty times. A request is lost when its customer has no message and the office no reason why.
 */
export async function run(): Promise<object> {
  const stack = await startStack({ env: { SEND_RATE: '80' } });
  try {
    const due = await makeDueRequests(stack, REQUESTS);
    await control(stack, 'faults', { seed: 20261122, faults });
    const started = Date.now();
    await due.sweep();
    const kills = await killRepeatedly(stack, due);
    await settle(stack, due, started);
    const result = await judge(stack, due);
    await due.close();
    return { requests: REQUESTS, kills, ...result, seconds: Math.round((Date.now() - started) / 1000) };
  } finally {
    await stack.stop();
  }
}

async function killRepeatedly(stack: Stack, due: DueRequests): Promise<number> {
  for (let kill = 1; kill <= KILLS; kill += 1) {
    // Another moment of the work each time, from right after the start to some seconds into it.
    await pause(200 + ((kill * 617) % 2_500));
    await stack.killApp();
    if (kill % 5 === 0) note(`killed ${kill} of ${KILLS}: ${JSON.stringify(await due.progress())}`);
  }
  return KILLS;
}

const OPEN = ['waiting', 'sending', 'unknown', 'queued', 'sent'];

/** Waits until every message has come to an end, with the sweeps that otherwise come by the clock. */
async function settle(stack: Stack, due: DueRequests, started: number): Promise<void> {
  const connection = openPool({ url: stack.databaseUrl, max: 1 });
  const client = createEmbeddedClient({ id: 'torture', connection });
  for (;;) {
    await skipWaits(due);
    await client.send([
      { name: 'feedback/sweep.requested', data: {} },
      { name: 'whatsapp/sweep.requested', data: {} },
    ]);
    await pause(15_000);
    const states = await due.progress();
    const written = Object.values(states).reduce((sum, n) => sum + n, 0);
    const open = OPEN.reduce((sum, state) => sum + (states[state] ?? 0), 0);
    note(`settling: ${JSON.stringify(states)}`);
    if ((written === REQUESTS && open === 0) || Date.now() - started > LONGEST_MS) break;
  }
  await pause(3_000);
  await connection.end({ timeout: 2 });
}

/** Lets the minutes and hours of the retry matrix pass at once: what is waited for is due now. */
async function skipWaits({ owner, tag }: DueRequests): Promise<void> {
  await owner`update messages set next_attempt_at = now() where status in ('waiting', 'queued', 'sent', 'unknown')
    and created_at < now() - interval '1 minute'
    and booking_id in (select id from bookings where reference like ${`X${tag}%`})`;
}

type Phone = { to: string; status: string; body: string; direction: string };

async function judge(stack: Stack, due: DueRequests): Promise<object> {
  const { messages } = await control<{ messages: Phone[] }>(stack, 'messages');
  const own = messages.filter(({ direction, body }) => direction !== 'inbound' && body.includes(due.tag));
  const delivered = new Map<string, number>();
  for (const { to, status } of own)
    if (status === 'delivered' || status === 'read') delivered.set(to, (delivered.get(to) ?? 0) + 1);
  const rows = await due.owner<{ phone: string; status: string; state: string; reason: string | null }[]>`
    select c.phone, m.status, r.state, r.reason from bookings b
    join customers c on c.id = b.customer_id
    left join feedback_requests r on r.booking_id = b.id
    left join messages m on m.booking_id = b.id and m.kind = 'feedback_request'
    where b.reference like ${`X${due.tag}%`}`;
  const reached = (phone: string) => delivered.get(`whatsapp:${phone}`) ?? 0;
  const explained = (row: (typeof rows)[number]) =>
    ['failed', 'undelivered', 'not_sent'].includes(row.status);
  const counters = await control<Record<string, unknown>>(stack, 'counters');
  return {
    delivered: rows.filter((row) => reached(row.phone) > 0).length,
    duplicates: counters.duplicateDeliveries,
    duplicateCreates: counters.duplicateCreates,
    failedForGood: rows.filter(explained).length,
    lost: rows.filter((row) => reached(row.phone) === 0 && !explained(row)).length,
    wrongStates: rows.filter((row) => !isRight(row, reached(row.phone) > 0)).length,
    states: await due.progress(),
    faultHits: counters.faultHits,
  };
}

/** What the office sees is what happened on the phone. */
function isRight(row: { status: string; state: string; reason: string | null }, reached: boolean): boolean {
  if (reached) return ['delivered', 'read'].includes(row.status) && row.state === 'asked';
  return (
    ['failed', 'undelivered', 'not_sent'].includes(row.status) && row.state !== 'asked' && row.reason !== null
  );
}
