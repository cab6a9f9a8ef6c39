import 'server-only';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { required } from '@/lib/platform/env';

/** Nobody reads the questions and answers them sooner. */
const leastMs = 3_000;
/** A form that is older was kept by a machine, or by somebody who will open it anew. */
const mostMs = 24 * 3_600_000;

const sealOf = (formKey: string, body: string) =>
  createHmac('sha256', required('AUTH_SECRET'))
    .update(`enquiry-stamp:${formKey}:${body}`)
    .digest('base64url');

/** What an opened form carries: when it was opened, and a word of its own, sealed for this form. */
export function makeStamp(formKey: string, now: Date): string {
  const body = `${now.getTime()}.${randomBytes(16).toString('base64url')}`;
  return `${body}.${sealOf(formKey, body)}`;
}

export type Stamp = { state: 'good' | 'quick' | 'old'; once: string } | { state: 'false' };

/** How long the form was open. `once` names this one opening, so that it is taken once. */
export function readStamp(formKey: string, stamp: string, now: Date): Stamp {
  const [, body = '', time = '', once = '', seal = ''] =
    /^((\d{13})\.([A-Za-z0-9_-]{22}))\.([A-Za-z0-9_-]{43})$/.exec(stamp) ?? [];
  const wanted = Buffer.from(sealOf(formKey, body));
  const given = Buffer.from(seal);
  if (body === '' || wanted.length !== given.length || !timingSafeEqual(wanted, given))
    return { state: 'false' };
  const age = now.getTime() - Number(time);
  if (age < leastMs) return { state: 'quick', once };
  return { state: age > mostMs ? 'old' : 'good', once };
}
