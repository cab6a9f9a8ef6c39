import { type Stack, startStack } from '../scripts/stack';
import { newSid, signForm } from '../simulator/signature';
import { type Judgement, judgeAnswers, listRequests, type PhoneMessage } from './customers';
import { type DueRequests, makeDueRequests } from './due-requests';

const messages = 1_000;
const times = 5;
const killCount = 20;
/** Messages told once, the last of them right before a kill. */
const beforeKill = 10;
const replayed = 300;
const longestMs = 5 * 60_000;
const note = (text: string) => process.stderr.write(`${text}\n`);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

type Webhook = Record<string, string>;
type Run = { stack: Stack; due: DueRequests; said: Map<string, number>; posts: number };

/**
 * 1,000 customers answer their request. First 200 of them are told to the app once, in groups of ten, and it
 * is killed with -9 right after the 200 of each group; then all are told five times, shuffled; then some are
 * told again 25 and 72 hours later. Each answer must have exactly one effect, after each part.
 */
export async function run(): Promise<object> {
  const stack = await startStack({ env: { SEND_RATE: '100000' } });
  try {
    const due = await makeDueRequests(stack, messages);
    const started = Date.now();
    const webhooks = await askAndAnswer(stack, due);
    const run: Run = { stack, due, said: new Map(), posts: 0 };
    const killed = await tellAndKill(run, webhooks.slice(0, killCount * beforeKill));
    const fiveTimes = shuffle(Array.from({ length: times }, () => webhooks).flat());
    await tell(run, fiveTimes, 32);
    const repeated = await settled(run);
    await letPass(due, 25);
    await tell(run, shuffle(webhooks).slice(0, replayed), 32);
    const after25h = await settled(run);
    await letPass(due, 47);
    await tell(run, shuffle(webhooks).slice(0, replayed), 32);
    const after72h = await settled(run);
    await due.close();
    const seconds = Math.round((Date.now() - started) / 1000);
    const parts = { killed, repeated, after25h, after72h };
    return {
      messages,
      posts: run.posts,
      kills: killCount,
      effects: after72h.effects,
      ...parts,
      seconds,
    };
  } finally {
    await stack.stop();
  }
}

/** Has everybody asked, and writes what each of them will tap. */
async function askAndAnswer(stack: Stack, due: DueRequests): Promise<Webhook[]> {
  await due.sweep();
  const until = Date.now() + longestMs;
  let requests: PhoneMessage[] = [];
  while (requests.length < messages) {
    if (Date.now() > until) throw new Error(`Only ${requests.length} of ${messages} were asked`);
    await pause(1_000);
    requests = await listRequests(stack, due.tag);
  }
  note(`${messages} customers were asked`);
  return requests.map(({ sid, to, contact, buttons }, at) => {
    const button = buttons[at % 5];
    return {
      AccountSid: stack.env.TWILIO_ACCOUNT_SID ?? '',
      MessageSid: newSid('SM'),
      From: to,
      To: requests[at]?.from ?? '',
      WaId: contact.slice(1),
      Body: button?.title ?? '',
      ButtonText: button?.title ?? '',
      ButtonPayload: button?.id ?? '',
      OriginalRepliedMessageSid: sid,
      NumMedia: '0',
    };
  });
}

/** Each group is told once and never again: what got its 200 must survive the kill that follows at once. */
async function tellAndKill(run: Run, webhooks: Webhook[]): Promise<Judgement> {
  for (let kill = 0; kill < killCount; kill += 1) {
    await tell(run, webhooks.slice(kill * beforeKill, (kill + 1) * beforeKill), beforeKill);
    await run.stack.killApp();
    if (kill % 5 === 4) note(`killed ${kill + 1} of ${killCount}`);
  }
  return settled(run);
}

/** Posts the webhooks, some at a time, each until it got its 200. */
async function tell(run: Run, webhooks: Webhook[], atOnce: number): Promise<void> {
  const queue = [...webhooks];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await post(run, next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function post(run: Run, fields: Webhook): Promise<void> {
  const url = `${run.stack.appUrl}/api/webhooks/twilio/inbound`;
  const signature = signForm(run.stack.env.TWILIO_AUTH_TOKEN ?? '', url, fields);
  run.posts += 1;
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'x-twilio-signature': signature },
  });
  if (response.status !== 200) throw new Error(`The webhook answered ${response.status}`);
  run.said.set(
    fields.From?.replace('whatsapp:', '') ?? '',
    Number(fields.ButtonPayload?.replace('rate:', '')),
  );
}

/** Waits until everything that was told is read, with the sweep that otherwise comes by the clock. */
async function settled({ due, said }: Run): Promise<Judgement> {
  const until = Date.now() + longestMs;
  let judgement = await judgeAnswers(due, said);
  while (judgement.unread > 0 && Date.now() < until) {
    await due.ageUnread();
    await due.sweep();
    await pause(5_000);
    judgement = await judgeAnswers(due, said);
  }
  note(JSON.stringify(judgement));
  return judgement;
}

/** Makes everything that many hours older, the engine's own memory of events too. */
async function letPass({ owner }: DueRequests, hours: number): Promise<void> {
  const columns = {
    runner_keys: ['expires_at'],
    runner_events: ['received_at', 'matched_at'],
    messages: ['created_at', 'handled_at', 'sent_at', 'delivered_at'],
    conversations: ['last_inbound_at', 'last_message_at'],
    feedback: ['given_at', 'updated_at'],
    feedback_requests: ['asked_at', 'answered_at'],
  };
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    for (const [table, names] of Object.entries(columns)) {
      const set = names.map((name) => `${name} = ${name} - interval '${hours} hours'`).join(', ');
      await sql.unsafe(`update ${table} set ${set}`);
    }
  });
}

/** Another order each time; the same in every run. */
let seed = 20261123;
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
