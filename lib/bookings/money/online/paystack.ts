import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/platform/env';
import { readPaystackCharge, readPaystackEvent } from './paystack-reading';
import type { FoundCharge, Provider, Started } from './provider';

const home = 'https://api.paystack.co';
const patienceMs = 10_000;
const longestAnswer = 256 * 1024;

/** Paystack's API: hosted pages with mobile money, cards and bank transfers. Its address comes from the deployment alone. */
export const paystack: Provider = {
  name: 'Paystack',
  start,
  ask,
  isSigned,
  read: readPaystackEvent,
};

async function start(
  key: string,
  { reference, amount, currency, email, backTo }: Parameters<Provider['start']>[1],
): Promise<Started> {
  const answer = await call(key, 'POST', '/transaction/initialize', {
    ...{ reference, amount, currency, email, callback_url: backTo },
    channels: ['mobile_money', 'card', 'bank_transfer'],
  });
  if (!answer) return { ok: false, unknown: true, message: 'No answer came from the provider.' };
  const address = (answer.body as { data?: { authorization_url?: unknown } }).data?.authorization_url;
  if (answer.status < 300 && typeof address === 'string' && isTheirs(address)) return { ok: true, address };
  return { ok: false, unknown: answer.status >= 500, message: messageOf(answer.body) };
}

async function ask(key: string, reference: string): Promise<FoundCharge> {
  const answer = await call(key, 'GET', `/transaction/verify/${encodeURIComponent(reference)}`);
  if (!answer) return { ok: false, message: 'No answer came from the provider.' };
  const { data, code } = answer.body as { data?: unknown; code?: unknown };
  if (answer.status < 300) {
    const charge = readPaystackCharge(data, reference);
    return charge ? { ok: true, charge } : { ok: false, message: 'The provider’s answer can’t be read.' };
  }
  // Whoever opened the page's link but never began to pay has no transaction yet.
  if (answer.status === 404 || code === 'transaction_not_found') return { ok: true, charge: undefined };
  return { ok: false, message: messageOf(answer.body) };
}

function isSigned(key: string, signature: string, body: string): boolean {
  const wanted = createHmac('sha512', key).update(body, 'utf8').digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Where customers are sent: nobody else's page, whatever the answer says. */
function isTheirs(address: string): boolean {
  if (!URL.canParse(address) || address.length > 1000) return false;
  const { origin, protocol, hostname } = new URL(address);
  const base = env().PAYSTACK_API_BASE;
  if (base && origin === new URL(base).origin) return true;
  return protocol === 'https:' && /(^|\.)paystack\.(co|com)$/.test(hostname);
}

type Answer = { status: number; body: object };

/** One call within its time; undefined where no answer came. */
async function call(key: string, method: string, path: string, body?: object): Promise<Answer | undefined> {
  try {
    const response = await fetch(new URL(path, env().PAYSTACK_API_BASE ?? home), {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text.length > longestAnswer ? {} : parse(text) };
  } catch {
    return undefined;
  }
}

function parse(text: string): object {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}

function messageOf(body: object): string {
  const { message } = body as { message?: unknown };
  return typeof message === 'string' && message.trim()
    ? message.trim().slice(0, 200)
    : 'The provider refused without a reason.';
}
