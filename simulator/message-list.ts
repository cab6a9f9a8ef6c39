import { TwilioError } from './errors';
import { dayMs } from './settings';
import type { Store } from './store';
import type { Message } from './types';

interface Page {
  messages: Message[];
  page: number;
  pageSize: number;
  /** Token of the page after this one; null at the end. */
  nextToken: string | null;
}

interface Bounds {
  /** Inclusive, milliseconds. */
  from: number;
  to: number;
}

const dateOnly = /^\d{4}-\d{2}-\d{2}$/;

function parseTime(name: string, text: string): number {
  // Twilio takes dates without a zone as GMT.
  const hasZone = /(Z|GMT|UTC|[A-Z]{3}|[+-]\d{2}:?\d{2})$/.test(text);
  const at = Date.parse(hasZone || dateOnly.test(text) ? text : `${text}Z`);
  if (Number.isNaN(at)) throw new TwilioError(400, 20001, `Parameter '${name}' is not valid`);
  return Math.floor(at / 1000) * 1000;
}

const lastOf = (text: string, at: number): number => at + (dateOnly.test(text) ? dayMs : 1000) - 1;

/** `DateSent`, `DateSent>` (on or after) and `DateSent<` (on or before), by day or by second, in GMT. */
function readBounds(query: URLSearchParams): Bounds {
  const bounds: Bounds = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const on = query.get('DateSent');
  const after = query.get('DateSent>') ?? query.get('DateSent>=');
  const before = query.get('DateSent<') ?? query.get('DateSent<=');
  if (on) {
    bounds.from = parseTime('DateSent', on);
    bounds.to = lastOf(on, bounds.from);
  }
  if (after) bounds.from = Math.max(bounds.from, parseTime('DateSent>', after));
  if (before) bounds.to = Math.min(bounds.to, lastOf(before, parseTime('DateSent<', before)));
  return bounds;
}

function readCount(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new TwilioError(400, 20001, `Parameter '${name}' is not valid`);
  return value;
}

/** Index of the first element whose seq is not below `seq`. */
function findSeq(messages: readonly Message[], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function readToken(store: Store, query: URLSearchParams): number {
  const token = query.get('PageToken');
  if (!token) return Number.POSITIVE_INFINITY;
  const message = store.message(token.replace(/^PA/, ''));
  if (!message) throw new TwilioError(400, 20001, 'Invalid page token');
  return message.seq;
}

/** One page, newest first, of what Twilio's filters let through. Throws TwilioError for a bad filter. */
export function listMessages(store: Store, query: URLSearchParams): Page {
  const bounds = readBounds(query);
  const pageSize = Math.min(Math.max(readCount(query, 'PageSize', 50), 1), 1000);
  const to = query.get('To') || undefined;
  const from = query.get('From') || undefined;
  const source = store.select({ to, from });
  const found: Message[] = [];
  let isMore = false;
  for (let at = findSeq(source, readToken(store, query)) - 1; at >= 0; at -= 1) {
    const message = source[at];
    if (!message) break;
    // Nothing older can have been sent inside the bounds (which are whole seconds).
    if (message.createdAt < bounds.from - store.longestWayMs - 1000) break;
    if (!isMatch(message, { to, from, bounds })) continue;
    if (found.length === pageSize) {
      isMore = true;
      break;
    }
    found.push(message);
  }
  const last = found.at(-1);
  return {
    messages: found,
    page: readCount(query, 'Page', 0),
    pageSize,
    nextToken: isMore && last ? `PA${last.sid}` : null,
  };
}

function isMatch(message: Message, wanted: { to?: string; from?: string; bounds: Bounds }): boolean {
  if (wanted.to !== undefined && message.to !== wanted.to) return false;
  if (wanted.from !== undefined && message.from !== wanted.from) return false;
  const at = Math.floor((message.sentAt ?? message.createdAt) / 1000) * 1000;
  return at >= wanted.bounds.from && at <= wanted.bounds.to;
}

/** The envelope of a page in the 2010 API: addresses are paths, tokens opaque. */
export function toListEnvelope(path: string, query: URLSearchParams, page: Page): Record<string, unknown> {
  const addressOf = (number: number, token: string | null): string => {
    const params = new URLSearchParams(query);
    params.set('PageSize', String(page.pageSize));
    params.set('Page', String(number));
    params.delete('PageToken');
    if (token) params.set('PageToken', token);
    return `${path}?${params}`;
  };
  const start = page.page * page.pageSize;
  return {
    end: start + Math.max(page.messages.length - 1, 0),
    first_page_uri: addressOf(0, null),
    next_page_uri: page.nextToken ? addressOf(page.page + 1, page.nextToken) : null,
    page: page.page,
    page_size: page.pageSize,
    previous_page_uri: page.page > 0 ? addressOf(page.page - 1, null) : null,
    start,
    uri: addressOf(page.page, query.get('PageToken')),
  };
}
