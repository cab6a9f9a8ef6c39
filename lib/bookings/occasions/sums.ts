import { leftToPay } from '../left-to-pay';
import type { Status } from '../rules';

type Priced = { status: Status; total: number; paid: number; takenOff: number; deposit: number };

/** What an occasion comes to, in minor units: `asked` is paid + open less what is to be given back. */
export type Sums = {
  asked: number;
  paid: number;
  open: number;
  /** What was paid of parts beyond what is asked for them. */
  giveBack: number;
  /** The deposits of what isn't called off, and what of them isn't there yet. */
  deposit: number;
  depositOpen: number;
};

/** What of a part's deposit is still to come; nothing of one that was called off. */
export const depositLeft = (part: Priced) =>
  part.status === 'cancelled' ? 0 : Math.min(Math.max(0, part.deposit - part.paid), leftToPay(part));

/** The sums of an occasion over its parts: of each what is asked for it, so of one that was called off its fee. */
export function sumsOf(parts: readonly Priced[]): Sums {
  const sum = (of: (part: Priced) => number) => parts.reduce((all, part) => all + of(part), 0);
  return {
    asked: sum(({ total, takenOff }) => total - takenOff),
    paid: sum(({ paid }) => paid),
    open: sum(leftToPay),
    giveBack: sum(({ total, paid, takenOff }) => Math.max(0, paid + takenOff - total)),
    deposit: sum(({ status, deposit }) => (status === 'cancelled' ? 0 : deposit)),
    depositOpen: sum(depositLeft),
  };
}

/**
 * Lays a payment onto the parts in the order of their dates: first on the deposits that are missing, so that what was paid as
 * the deposit of the occasion is the deposit of each part; then on the rest. Minor units; what is beyond all that is open is laid
 * nowhere.
 */
export function splitPayment(
  parts: readonly (Priced & { id: string })[],
  amount: number,
): { bookingId: string; amount: number }[] {
  let left = amount;
  const taken = new Map<string, number>();
  const lay = (id: string, most: number) => {
    const part = Math.min(left, most);
    left -= part;
    taken.set(id, (taken.get(id) ?? 0) + part);
  };
  for (const part of parts) lay(part.id, depositLeft(part));
  for (const part of parts) lay(part.id, leftToPay(part) - (taken.get(part.id) ?? 0));
  return [...taken].filter(([, part]) => part > 0).map(([bookingId, part]) => ({ bookingId, amount: part }));
}
