import type { bookingStatuses } from '@/db/enums';
import { may, type Role } from '@/lib/auth/permissions';
import type { Decision } from '@/lib/platform/errors';
import type { Whom } from './heads';
import { leftToPay } from './left-to-pay';

export type Status = (typeof bookingStatuses)[number];

const hour = 3_600_000;
/** Longest event; the database holds it too (`bookings_duration`). */
export const longestHours = 24;
/** How long before the start an event may be marked as in progress: setting up begins the day before. */
export const startEarlyHours = 24;

/** How long a customer isn't told of a move, so that a slip of the hand can be taken back. */
export const undoSeconds = 15;

/** From → to. Cancelling is allowed from all but completed. The database holds the same (CT001). */
const ways: Record<Status, readonly Status[]> = {
  enquiry: ['quoted', 'confirmed', 'cancelled'],
  quoted: ['confirmed', 'enquiry', 'cancelled'],
  confirmed: ['in_progress', 'cancelled'],
  in_progress: ['completed', 'cancelled'],
  completed: [],
  cancelled: [],
};

export const statusWords: Record<Status, string> = {
  enquiry: 'enquiry',
  quoted: 'quoted',
  confirmed: 'confirmed',
  in_progress: 'in progress',
  completed: 'completed',
  cancelled: 'cancelled',
};

const no = (reason: string, code: 'conflict' | 'forbidden' | 'invalid' = 'conflict') =>
  ({ ok: false, code, reason }) as const;
const yes = { ok: true } as const;

export type Advancing = { status: Status; startsAt: Date; endsAt: Date; menuLines: number };

/** Whether a booking may take a status now. Overlaps are for the database to decide, at the moment of writing. */
export function mayAdvance(booking: Advancing, to: Status, now: Date): Decision {
  const { status } = booking;
  if (status === to) return no(`This booking is ${statusWords[to]} already.`);
  if (!ways[status].includes(to)) return no(whyNoWay(status, to));
  if (to === 'confirmed') {
    if (booking.menuLines === 0)
      return no('Add at least one dish before confirming: there is nothing to cook yet.');
    if (booking.endsAt <= now) return no('This event is over. Move it to a coming date before confirming.');
  }
  if (to === 'in_progress' && booking.startsAt.getTime() - now.getTime() > startEarlyHours * hour)
    return no(`The event can be started from ${startEarlyHours} hours before its beginning.`);
  if (to === 'completed' && booking.startsAt > now)
    return no('The event hasn’t begun yet, so it can’t be completed.');
  return yes;
}

function whyNoWay(from: Status, to: Status): string {
  if (from === 'completed') return 'A completed booking stays completed.';
  if (from === 'cancelled') return 'A cancelled booking stays cancelled. Make a new one instead.';
  if (to === 'completed') return 'Only an event in progress can be completed. Confirm and start it first.';
  if (to === 'in_progress') return 'Confirm the booking before starting the event.';
  return `A booking that is ${statusWords[from]} can’t become ${statusWords[to]}.`;
}

/** The next sensible step, if there is one: the primary action of the booking's page. */
export function nextStep(booking: Advancing, now: Date): { to: Status; decision: Decision } | undefined {
  const order: Partial<Record<Status, Status>> = {
    enquiry: 'quoted',
    quoted: 'confirmed',
    confirmed: 'in_progress',
    in_progress: 'completed',
  };
  const to = order[booking.status];
  return to && { to, decision: mayAdvance(booking, to, now) };
}

/** What only a manager changes once the booking is confirmed (CT004). */
export const guardedFields = ['customerId', 'startsAt', 'endsAt', 'venue', 'guests'] as const;

/** Whether this role may edit a booking in this status at all. */
export function mayEdit(status: Status, role: Role): Decision {
  if (status === 'completed' || status === 'cancelled')
    return no(`A ${statusWords[status]} booking is closed for changes.`);
  if (role === 'client' && status !== 'enquiry')
    return no('We are working on this booking already. Send us a message to change it.', 'forbidden');
  return yes;
}

/** Whether a booking in this status may be given the menu's new price; what was agreed stays agreed. */
export function mayTakeNewPrice(status: Status): Decision {
  if (status === 'enquiry' || status === 'quoted') return yes;
  return no(`it is ${statusWords[status]} and keeps the price it was agreed at. Look at the drafts again.`);
}

/** Whether the role may change customer, date, venue and guests in this status. */
export function mayChangeGuarded(status: Status, role: Role): boolean {
  return may(role, 'bookings.overrule') || status === 'enquiry' || status === 'quoted';
}

/**
 * What is wrong with the times, by field. A new or moved event begins in the future; one that stays where it
 * was may lie in the past, so that its other fields can still be put right.
 */
export function timeProblems({
  startsAt,
  endsAt,
  moved,
  now,
}: {
  startsAt: Date | undefined;
  endsAt: Date | undefined;
  moved: boolean;
  now: Date;
}): Record<string, string> {
  const skipped = 'This time doesn’t exist on the company’s clock. Choose another.';
  if (!startsAt) return { startsAt: skipped };
  if (!endsAt) return { endsAt: skipped };
  if (moved && startsAt <= now)
    return { startsAt: 'The start lies in the past. Choose a coming date and time.' };
  if (endsAt <= startsAt) return { endsAt: 'The end must come after the start.' };
  if (endsAt.getTime() - startsAt.getTime() > longestHours * hour)
    return { endsAt: `One event lasts up to ${longestHours} hours. Book a longer one as several.` };
  return {};
}

/**
 * Why a quantity is refused, or nothing. `minimum` is the dish's minimum order, as it was when agreed; `whom` is who the line
 * follows, if it does.
 */
export function quantityProblem(quantity: number, minimum: number, whom?: Whom): string | undefined {
  if (quantity === 0 && whom && whom !== 'guests')
    return `There are no ${nobody[whom]} at this event. Remove the line, or say for whom it is.`;
  return quantity < minimum ? `The minimum order is ${minimum}.` : undefined;
}

const nobody = { adults: 'adults', children: 'children', vendors: 'meals for vendors' } as const;

/** What a booking asks for in all, in minor units: of one that was called off its fee. */
export const askedFor = ({
  status,
  total,
  cancellationFee,
}: {
  status: Status;
  total: number;
  cancellationFee: number | null;
}) => (status === 'cancelled' ? (cancellationFee ?? 0) : total);

/** Whether a payment may be recorded. Amounts in minor units. */
export function mayPay(
  booking: { status: Status; total: number; paid: number; takenOff: number },
  amount: number,
): Decision {
  if (amount <= 0) return no('Enter an amount above zero.', 'invalid');
  const balance = leftToPay(booking);
  if (balance === 0 && booking.status === 'cancelled')
    return no('Nothing is left to pay of this cancelled booking.');
  if (balance === 0 && booking.paid < booking.total)
    return no('What was left was credited or written off. Take that back on the invoice first.');
  if (balance === 0) return no('This booking is paid in full.');
  if (amount > balance) return no('This is more than what is left to pay.', 'invalid');
  return yes;
}

/** Whether a discount may be agreed on a booking, by somebody who may change prices or not. */
export function mayDiscount({ status }: { status: Status }, mayPrice: boolean): Decision {
  if (!mayPrice)
    return no('Your company lets managers change prices. Ask one of them for the discount.', 'forbidden');
  if (status === 'completed' || status === 'cancelled')
    return no(`A ${statusWords[status]} booking is closed for changes.`);
  return yes;
}

/** Whether a customer's voucher takes something off this booking. */
export function mayRedeem(
  booking: { id: string; status: Status; customerId: string; discountRate: number },
  voucher: { state: string; customerId: string; bookingId: string; expiresAt: Date } | undefined,
  now: Date,
): Decision {
  if (booking.status === 'completed' || booking.status === 'cancelled')
    return no(`A ${booking.status} booking takes no voucher.`);
  if (booking.discountRate > 0) return no('A voucher was already redeemed on this booking.');
  if (!voucher || voucher.customerId !== booking.customerId)
    return no('This customer has no voucher with this code.', 'invalid');
  if (voucher.state === 'redeemed') return no('This voucher was already redeemed.', 'invalid');
  if (voucher.state !== 'issued' || voucher.expiresAt <= now)
    return no('This voucher is no longer valid.', 'invalid');
  if (voucher.bookingId === booking.id)
    return no('This voucher is for the customer’s next booking.', 'invalid');
  return yes;
}

/** Whether somebody may say that the team has arrived. */
export function mayArrive(booking: { status: Status; startsAt: Date }, now: Date): Decision {
  if (booking.status !== 'confirmed' && booking.status !== 'in_progress')
    return no(`A ${statusWords[booking.status]} booking has nobody on the way.`);
  if (booking.startsAt.getTime() - now.getTime() > startEarlyHours * hour)
    return no(`The team can be there from ${startEarlyHours} hours before the beginning.`);
  return yes;
}
