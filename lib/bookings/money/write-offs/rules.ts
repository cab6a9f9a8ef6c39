import type { writeOffStates } from '@/db/enums';
import type { Decision } from '@/lib/platform/errors';

const yes = { ok: true } as const;
const no = (reason: string, code: 'conflict' | 'forbidden' = 'conflict') =>
  ({ ok: false, code, reason }) as const;

/** How long somebody who is the only manager thinks it over before they approve what they asked for themselves. */
export const aloneHours = 24;

/** Whether what is open of an invoice may be given up. `seen` is what the person was shown as open, minor units. */
export function mayAskWriteOff(
  invoice: { kind: 'invoice' | 'credit_note'; open: number },
  seen: number,
  waiting: boolean,
): Decision {
  if (invoice.kind !== 'invoice' || invoice.open === 0) return no('Nothing of this invoice is open.');
  if (waiting) return no('Somebody has asked for this already. It waits for a manager.');
  if (invoice.open !== seen) return no('What is open has changed meanwhile. Look at it again.');
  return yes;
}

export type WriteOffRequest = {
  state: (typeof writeOffStates)[number];
  amount: number;
  askedBy: string | null;
  askedAt: Date;
  /** Whoever asked was the only manager then. */
  askedAlone: boolean;
};
export type Deciding = {
  me: string;
  /** What is open of the invoice now, minor units. */
  open: number;
  /** Whether the company has a manager besides `me`. */
  others: boolean;
  now: Date;
};

/**
 * Whether a manager may approve a write-off: never one that they asked for, unless nobody else could, neither then nor now, and
 * then a day later. The database holds the same (CT093, CT094).
 */
export function mayApprove(asked: WriteOffRequest, { me, open, others, now }: Deciding): Decision {
  if (asked.state !== 'asked') return no('This has been decided already.');
  if (asked.askedBy === me && others)
    return no('You asked for this yourself: another manager has to approve it.', 'forbidden');
  if (asked.askedBy === me && !asked.askedAlone)
    return no(
      'When you asked for this there was another manager. If you are the only one now, withdraw it and ask anew: you can approve that a day later.',
      'forbidden',
    );
  if (asked.askedBy === me && now.getTime() - asked.askedAt.getTime() < aloneHours * 3_600_000)
    return no(
      'You asked for this yourself and are the only manager: you can approve it a day after you asked.',
    );
  if (asked.amount !== open)
    return no('What is open has changed since it was asked for. It has to be asked for anew.');
  return yes;
}

/** Whether a manager may refuse it; who asked withdraws. */
export function mayRefuse(asked: WriteOffRequest, me: string): Decision {
  if (asked.state !== 'asked') return no('This has been decided already.');
  return asked.askedBy === me ? no('You asked for this yourself: withdraw it.') : yes;
}

/** Whether somebody may withdraw it: who asked. */
export function mayWithdraw(asked: WriteOffRequest, me: string): Decision {
  if (asked.state !== 'asked') return no('This has been decided already.');
  return asked.askedBy === me ? yes : no('Only who asked for this withdraws it.', 'forbidden');
}
