import type { CancellationTerm } from '@/db/schema/payment-plan';
import type { Decision } from '@/lib/platform/errors';
import { formatPercent } from '@/lib/platform/format/numbers';

/** Most terms of a booking; the database holds the same. */
export const mostTerms = 10;

/** What calling a booking off now leaves due, as `cancellation_of` finds it: minor units, basis points, the company's days. */
export type Cancellation = {
  daysBefore: number;
  /** The term that holds; none where nothing is asked. */
  days: number | null;
  share: number | null;
  fee: number;
};

const no = (reason: string, code: 'conflict' | 'forbidden' | 'invalid' = 'conflict') =>
  ({ ok: false, code, reason }) as const;

/** Whether somebody may ask for this much when a booking is called off. `total` is what it comes to. */
export function mayAsk(
  asked: { fee: number; feeReason: string | null },
  { byTerms, total, manager }: { byTerms: number; total: number; manager: boolean },
): Decision {
  if (asked.fee === byTerms) return { ok: true };
  if (!manager) return no('Only a manager asks for another fee than that of the terms.', 'forbidden');
  if (asked.fee > total) return no('This is more than the event comes to.', 'invalid');
  if (!asked.feeReason) return no('Say why it is another fee than that of the terms.', 'invalid');
  return { ok: true };
}

/** What is to be given back of a booking that was called off, minor units: what was paid beyond its fee. */
export const toGiveBack = ({
  status,
  total,
  paid,
  takenOff,
}: {
  status: string;
  total: number;
  paid: number;
  takenOff: number;
}) => (status === 'cancelled' ? Math.max(0, paid + takenOff - total) : 0);

/** What the bill of a booking that was called off asks for beyond its fee, minor units: that much is to be credited. */
export const overFee = ({
  status,
  total,
  takenOff,
  cancellationFee,
}: {
  status: string;
  total: number;
  takenOff: number;
  cancellationFee: number | null;
}) => (status === 'cancelled' ? Math.max(0, total - takenOff - (cancellationFee ?? 0)) : 0);

/** A term in words: "50 % from 14 days before the event". */
export function sayTerm({ days, share }: CancellationTerm, locale: string): string {
  const percent = formatPercent(share / 10_000, locale, 2);
  if (days === 0) return `${percent} on the day of the event`;
  return `${percent} from ${days} ${days === 1 ? 'day' : 'days'} before the event`;
}

/** Terms as they are read: the earliest first. */
export const inOrder = (terms: readonly CancellationTerm[]) => terms.toSorted((a, b) => b.days - a.days);
