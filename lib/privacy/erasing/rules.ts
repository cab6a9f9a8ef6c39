import type { erasureReasons } from '@/db/enums';
import type { Decision } from '@/lib/platform/errors';

export type Blocker = { code: string; n: number };

const many = (n: number, one: string, more: string) => (n === 1 ? `one ${one}` : `${n} ${more}`);

/** Why somebody can't be anonymised now, and what to do about it, by what the database found (`erasure_blockers`). */
const sentences: Record<string, (n: number) => string> = {
  nobody: () => 'This customer doesn’t exist or was merged into another record.',
  done: () => 'This customer was anonymised already.',
  hold: () => 'Somebody noted that this customer’s data must be kept. Take the note away first.',
  open_bookings: (n) =>
    `There ${n === 1 ? 'is' : 'are'} ${many(n, 'booking', 'bookings')} still open. Complete or cancel ${n === 1 ? 'it' : 'them'} first.`,
  unpaid: (n) =>
    `Bills of ${many(n, 'booking', 'bookings')} aren’t paid. Record the payment, credit the bill or write it off first.`,
  held_money: (n) =>
    `An online payment of ${many(n, 'booking', 'bookings')} is under way, held or disputed. Settle it first.`,
  running_case: (n) =>
    `${n === 1 ? 'A case is' : `${n} cases are`} not resolved. Resolve ${n === 1 ? 'it' : 'them'} first.`,
  young_bill: (n) =>
    `Bills of ${many(n, 'booking', 'bookings')} are younger than the years in which you keep names on bills. See Settings → Privacy.`,
};

/** What stands in the way, in sentences. */
export const sayBlockers = (blockers: readonly Blocker[]): string[] =>
  blockers.map(({ code, n }) => sentences[code]?.(n) ?? `Something is in the way (${code}).`);

/** Whether somebody may be anonymised now. */
export function mayErase(blockers: readonly Blocker[]): Decision {
  const [first] = sayBlockers(blockers);
  return first === undefined ? { ok: true } : { ok: false, code: 'conflict', reason: first };
}

/** What is typed to confirm, as generous as a person who copies a name: case and spaces don't count. */
export const isTyped = (typed: string, name: string): boolean => bare(typed) === bare(name);
const bare = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

export const reasonWords: Record<(typeof erasureReasons)[number], string> = {
  asked: 'They asked for it',
  unneeded: 'We don’t need their data any more',
  mistake: 'They never were a customer',
};

/** What stays of somebody who is anonymised, and why. */
export const whatStays = [
  {
    what: 'Bookings, quotes, bills and payments',
    why: 'Numbers, dates, amounts and dishes are the books. Names, addresses and words go.',
  },
  { what: 'Ratings', why: 'Stars stay in your figures. What was said in words goes.' },
  {
    what: 'The audit trail',
    why: 'Who changed what and when stays, sealed. The values of personal fields go.',
  },
  {
    what: 'What they agreed to',
    why: 'That and when they agreed or opted out is proof that you could need.',
  },
] as const;
