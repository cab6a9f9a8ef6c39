import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { makeBooking, makeCustomer } from '../db/factories/booking';
import { demoCompanyId, demoSender } from '../db/seed/demo';
import { demoLogins, demoPassword } from '../db/seed/demo-logins';
import { type Stack, startStack } from '../scripts/stack';

const connections = 50;
const seconds = 10;

type Target = {
  name: string;
  path: string;
  headers?: Record<string, string>;
  requests?: autocannon.Request[];
  /** Requests instead of seconds: for pages so heavy that what a warm-up abandons would still be rendered in the run. */
  amount?: number;
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

/**
 * One run against one production server at 50 connections. Prints a JSON line a target and one with the
 * ratios: login page to bare page, signed status callback with its writes to the empty handler.
 */
export async function measureHttp(): Promise<void> {
  const stack = await startStack();
  try {
    process.env.DATABASE_URL = stack.databaseUrl;
    const cookie = await signIn(stack);
    const customer = await makeCustomer(demoCompanyId);
    const booking = await makeBooking(demoCompanyId, { customerId: customer.id });
    const targets: Target[] = [
      { name: 'bare prerendered page', path: '/offline' },
      { name: 'login page', path: '/login' },
      { name: 'empty route handler', path: '/api/live' },
      {
        name: 'signed status callback',
        path: '/api/webhooks/twilio/status',
        requests: statusCallbacks(stack),
      },
      { name: 'bookings list', path: '/bookings', headers: { cookie }, amount: 300 },
      { name: 'booking detail', path: `/bookings/${booking.id}`, headers: { cookie }, amount: 300 },
      { name: 'dashboard', path: '/dashboard', headers: { cookie }, amount: 300 },
    ];
    const figures = new Map<string, Figures>();
    for (const target of targets) {
      await load(stack, target, 2);
      const measured = await load(stack, target, seconds);
      figures.set(target.name, measured);
      console.log(JSON.stringify({ bench: 'http', connections, ...measured }));
    }
    console.log(JSON.stringify(verdict(figures, peakMemory(stack))));
  } finally {
    await stack.stop();
  }
}

function verdict(figures: Map<string, Figures>, peakMemoryMb: number) {
  const rate = (name: string) => figures.get(name)?.requestsPerSecond ?? 0;
  const ratio = (part: string, whole: string) => Math.round((rate(part) / rate(whole)) * 1000) / 1000;
  return {
    bench: 'http',
    loginToBare: ratio('login page', 'bare prerendered page'),
    callbackToEmpty: ratio('signed status callback', 'empty route handler'),
    failures: [...figures.values()].reduce((sum, { failures }) => sum + failures, 0),
    peakMemoryMb,
  };
}

async function load(
  stack: Stack,
  { name, path, headers, requests, amount }: Target,
  duration: number,
): Promise<Figures> {
  process.stderr.write(`${name} at ${connections} connections\n`);
  const result = await autocannon({
    url: `${stack.appUrl}${requests ? '' : path}`,
    connections,
    timeout: 30,
    ...(amount ? { amount: duration < seconds ? connections : amount } : { duration }),
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

const peakMemory = (stack: Stack) => memory(stack, 'VmHWM');

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

/** Signs the demo manager in as a browser would and gives the cookies. */
async function signIn(stack: Stack): Promise<string> {
  const token = await fetch(`${stack.appUrl}/api/auth/csrf`);
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const before = cookiesOf(token);
  const answer = await fetch(`${stack.appUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: before },
    body: new URLSearchParams({ csrfToken, email: demoLogins[0].email, password: demoPassword }),
  });
  const cookies = cookiesOf(answer);
  if (!cookies.includes('session-token')) throw new Error(`Sign-in failed with ${answer.status}`);
  return cookies;
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
