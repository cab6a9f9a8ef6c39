import { unstable_isUnrecognizedActionError } from 'next/navigation';
import type { ActionResult } from '@/lib/platform/action';

/** What became of a form: its answer, none (the connection or the server broke), or a server of another version. */
export type Sent<T> = { kind: 'answer'; result: ActionResult<T> } | { kind: 'lost' } | { kind: 'outdated' };

/** A key that names an intent: a random UUID. Not by `randomUUID`, which a page without TLS hasn't. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Sends a form; never throws. A fault counts as lost, since it may have come after the effect. */
export async function sendForm<T>(send: () => Promise<ActionResult<T>>): Promise<Sent<T>> {
  try {
    const result = await send();
    // A document that is being left ends its requests with nothing.
    return result === undefined || (!result.ok && result.code === 'fault')
      ? { kind: 'lost' }
      : { kind: 'answer', result };
  } catch (error) {
    return unstable_isUnrecognizedActionError(error) ? { kind: 'outdated' } : { kind: 'lost' };
  }
}

type Outcome<T> = { known: true; done: true; result: T } | { known: true; done: false } | { known: false };

/** Milliseconds between questions; after the last one a person asks again. */
const pauses = [0, 1000, 2000, 4000, 8000];

/** Asks what became of a key until there is an answer. */
export async function findOutcome<T>(key: string): Promise<Outcome<T>> {
  let missing = 0;
  for (const pause of pauses) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      const response = await fetch(`/api/v1/intents/${key}`, { cache: 'no-store' });
      if (!response.ok) continue;
      const { done, pending, result } = (await response.json()) as {
        done: boolean;
        pending?: boolean;
        result?: T;
      };
      if (done) return { known: true, done, result: result as T };
      // It is under way there, and nobody knows yet what becomes of it.
      if (pending) continue;
      // Once isn't enough: what broke here may still be under way there.
      missing += 1;
      if (missing === 2) return { known: true, done: false };
    } catch {
      // Still no connection.
    }
  }
  return { known: false };
}

/**
 * The same for a button without a form: gives the command's answer, found again where it was lost, or a sentence.
 */
export async function attempt<T>(send: (key: string) => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  const key = newKey();
  const sent = await sendForm(() => send(key));
  if (sent.kind === 'answer') return sent.result;
  if (sent.kind === 'outdated') return unanswered('A new version is out. Reload the page and try again.');
  const outcome = await findOutcome<T>(key);
  if (!outcome.known)
    return unanswered('The answer didn’t come: reload the page to see whether it was done.');
  return outcome.done ? { ok: true, data: outcome.result } : unanswered('It wasn’t done. Try again.');
}

const unanswered = (message: string) => ({ ok: false, code: 'fault', message }) as const;
