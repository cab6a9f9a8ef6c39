import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { makeBooking, makeCustomer } from '../db/factories/booking';
import { demoCompanyId } from '../db/seed/demo';
import { demoLogins } from '../db/seed/demo-logins';
import { demoSender } from '../db/seed/demo-sender';
import { type Stack, startStack } from '../scripts/stack';
import { signIn } from './sign-in';

const connections = 50;
const rounds = 5;
const secondsPerRound = 3;

type Target = {
  name: string;
  /** How many requests, where it is measured by requests. */
  amount?: number;
  path: string;
  headers?: Record<string, string>;
  requests?: autocannon.Request[];
};
type Figures = {
  name: string;
  requestsPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
  failures: number;
  memoryMb: number;
};
type Length = { duration: number } | { amount: number };

/**
 * One run against one production server at 50 connections. Prints a JSON line a target and one with the
 * ratios: login page to bare page, signed status callback with its writes to the empty handler. The four
 * that are compared take turns in short rounds and the median counts, so that a machine whose speed changes
 * slows all of them; the heavy pages run by requests, so that nothing abandoned is rendered in the next one.
 */
export async function measureHttp(): Promise<void> {
  const stack = await startStack();
  try {
    process.env.DATABASE_URL = stack.databaseUrl;
    const cookie = await signIn(stack, demoLogins[0].email);
    const customer = await makeCustomer(demoCompanyId);
    const booking = await makeBooking(demoCompanyId, { customerId: customer.id });
    const light: Target[] = [
      { name: 'bare prerendered page', path: '/offline' },
      { name: 'login page', path: '/login' },
      { name: 'empty route handler', path: '/api/live' },
      {
        name: 'signed status callback',
        path: '/api/webhooks/twilio/status',
        requests: statusCallbacks(stack),
      },
    ];
    const heavy: Target[] = [
      { name: 'bookings list', path: '/bookings', headers: { cookie } },
      { name: 'booking detail', path: `/bookings/${booking.id}`, headers: { cookie } },
      { name: 'dashboard', path: '/dashboard', headers: { cookie } },
      { name: 'bookings as data', path: '/api/v1/bookings', headers: { cookie }, amount: 3_000 },
    ];
    const turns = await takeTurns(stack, light);
    const figures = [...turns.values()].map(middle);
    for (const target of heavy) {
      await load(stack, target, { amount: connections });
      figures.push(await load(stack, target, { amount: target.amount ?? 300 }));
    }
    for (const figure of figures) console.log(JSON.stringify({ bench: 'http', connections, ...figure }));
    console.log(
      JSON.stringify({
        bench: 'http',
        loginToBare: ratio(turns, 'login page', 'bare prerendered page'),
        callbackToEmpty: ratio(turns, 'signed status callback', 'empty route handler'),
        failures: figures.reduce((sum, { failures }) => sum + failures, 0),
        peakMemoryMb: memory(stack, 'VmHWM'),
      }),
    );
  } finally {
    await stack.stop();
  }
}

/** Every target once a round, after one round that only warms up. */
async function takeTurns(stack: Stack, targets: Target[]): Promise<Map<string, Figures[]>> {
  const turns = new Map<string, Figures[]>(targets.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const target of targets) {
      const figures = await load(stack, target, { duration: secondsPerRound });
      if (round > 0) turns.get(target.name)?.push(figures);
    }
  }
  return turns;
}

/** The round in the middle by speed, with the failures of all. */
function middle(turns: Figures[]): Figures {
  const sorted = [...turns].sort((a, b) => a.requestsPerSecond - b.requestsPerSecond);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (!median) throw new Error('No round was measured');
  return { ...median, failures: turns.reduce((sum, { failures }) => sum + failures, 0) };
}

/** The median over the rounds of how fast `part` is beside `whole`, which ran in the same round. */
function ratio(turns: Map<string, Figures[]>, part: string, whole: string): number {
  const wholes = turns.get(whole) ?? [];
  const ratios = (turns.get(part) ?? [])
    .map(({ requestsPerSecond }, round) => requestsPerSecond / (wholes[round]?.requestsPerSecond ?? 0))
    .sort((a, b) => a - b);
  return Math.round((ratios[Math.floor(ratios.length / 2)] ?? 0) * 1000) / 1000;
}

async function load(
  stack: Stack,
  { name, path, headers, requests }: Target,
  length: Length,
): Promise<Figures> {
  process.stderr.write(`${name} at ${connections} connections\n`);
  const result = await autocannon({
    url: `${stack.appUrl}${requests ? '' : path}`,
    connections,
    timeout: 30,
    ...length,
    ...(headers && { headers }),
    ...(requests && { requests }),
  });
  const { latency } = result;
  return {
    name,
    requestsPerSecond: Math.round(result.requests.average * 10) / 10,
    p50: latency.p50,
    p95: latency.p97_5,
    p99: latency.p99,
    failures: result.errors + result.timeouts + result.non2xx,
    memoryMb: memory(stack, 'VmRSS'),
  };
}

function memory(stack: Stack, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${stack.appPid()}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
}

/** Callbacks as Twilio signs them, each of its own message: base64(HMAC-SHA1(token, URL + sorted pairs)). */
function statusCallbacks(stack: Stack): autocannon.Request[] {
  const path = `/api/webhooks/twilio/status?c=${demoCompanyId}`;
  const url = `${stack.env.PUBLIC_URL}${path}`;
  return Array.from({ length: 2_000 }, (_, index) => {
    const sid = `SM${index.toString(16).padStart(32, '0')}`;
    const fields: Record<string, string> = {
      AccountSid: stack.env.TWILIO_ACCOUNT_SID ?? '',
      ApiVersion: '2010-04-01',
      From: demoSender,
      MessageSid: sid,
      SmsSid: sid,
      MessageStatus: 'delivered',
      SmsStatus: 'delivered',
      To: 'whatsapp:+233244999999',
    };
    const text =
      url +
      Object.keys(fields)
        .sort()
        .map((key) => key + fields[key])
        .join('');
    return {
      method: 'POST',
      path,
      body: new URLSearchParams(fields).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': createHmac('sha1', stack.env.TWILIO_AUTH_TOKEN ?? '')
          .update(text)
          .digest('base64'),
      },
    };
  });
}
