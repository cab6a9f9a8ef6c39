import type { Role } from '@/lib/auth/permissions';

/** What a screen shows, as JSON text. The type says what is inside; `receive` gives it back. */
export type Sent<Data> = string & { readonly __holds?: Data };

/** The screen's data with the reader's surroundings. */
export type Received<Data> = {
  data: Data;
  place: Place;
  /** When it was read: the instant that clocks and "in 3 days" start from, the same on the server and here. */
  now: Date;
};

/** Where and as whom the reader works. */
export type Place = {
  currency: string;
  timeZone: string;
  locale: string;
  role: Role;
  userId: string;
};

/** Packs a screen's data. Instants become ISO 8601 text in UTC. */
export function send<Data>(received: Received<Data>): Sent<Data> {
  return JSON.stringify(received);
}

/**
 * Unpacks it. By the house's convention a key that is `at` or `now` or ends in `At` holds an instant, where its text is
 * one: what a form holds there, such as "2026-12-24T14:00" on the company's clock, stays the text that it is.
 */
export function receive<Data>(sent: Sent<Data>): Received<Data> {
  const received = JSON.parse(sent) as Received<Data>;
  readInstants(received);
  return received;
}

/** As JSON has an instant, and as PostgreSQL's does: with its offset. */
const instant = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** In place, and not by a reviver of `JSON.parse`: that is called for every value that there is. */
function readInstants(value: object): void {
  if (Array.isArray(value)) {
    for (const one of value) if (typeof one === 'object' && one) readInstants(one);
    return;
  }
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const one = fields[key];
    if (typeof one === 'object') one && readInstants(one);
    else if (typeof one === 'string' && namesInstant(key) && instant.test(one)) fields[key] = new Date(one);
  }
}

const namesInstant = (key: string) => key.endsWith('At') || key === 'at' || key === 'now';
