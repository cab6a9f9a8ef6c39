import 'server-only';
import { z } from 'zod';
import type { OfficeActor, Tx } from '@/db/session';
import { loadTold } from '@/lib/messaging/outbox/told-start';
import { command } from '@/lib/platform/command';
import { mustAllow, Refusal } from '@/lib/platform/errors';
import { formatEventStart } from '@/lib/platform/format/dates';
import { loadPricing, type Pricing } from '@/lib/pricing/queries';
import { inputOf } from '../form-values';
import { loadLines, lockBooking } from '../load';
import { toLocal } from '../local-time';
import { bookingKindNames } from '../message-kinds';
import { saveEdit, tellOfMove } from '../mutations';
import type { StoredLine } from '../plan';
import { mayEdit } from '../rules';
import { bookingMove, moveUndo } from '../schema';
import { endWith } from './days';

const moved = z.object({ id: z.uuid(), startsAt: z.date(), endsAt: z.date() });

/**
 * Moves an event to another start, as long by the clock as before, by the rules of an edit. Refuses one that somebody
 * else moved meanwhile. The customer of a confirmed one is told after `undoSeconds`.
 */
export const moveBooking = command({
  name: 'move booking',
  permission: 'bookings.update',
  input: bookingMove,
  output: moved,
  write: async (tx, { id, from, startsAt, overLimits }, actor, at) => {
    const found = await lockSeen(tx, actor, { id, from });
    return moveTo(tx, actor, { ...found, startsAt, overLimits, at });
  },
  after: ({ id, edit }, { companyId }) => tellOfMove({ ...edit, id, companyId }),
});

/** Takes a move back while the customer wasn't told of it. Afterwards it is a move like any other, and refused here. */
export const undoMove = command({
  name: 'undo move',
  permission: 'bookings.update',
  input: moveUndo,
  output: moved,
  write: async (tx, { id, from, to }, actor, at) => {
    const found = await lockSeen(tx, actor, { id, from });
    const told = (await loadTold(tx, [id], bookingKindNames)).get(id)?.[0];
    if (told?.aboutStart.getTime() === found.stored.startsAt.getTime())
      throw new Refusal(
        'conflict',
        'The customer was told of the new time already. Move the event back if it has to be: they are told of that too.',
      );
    return moveTo(tx, actor, { ...found, startsAt: toLocal(new Date(to), found.pricing.timeZone), at });
  },
  after: ({ id, edit }, { companyId }) => tellOfMove({ ...edit, id, companyId }),
});

type Found = {
  stored: Awaited<ReturnType<typeof lockBooking>>;
  lines: StoredLine[];
  pricing: Pricing;
};

async function lockSeen(
  tx: Tx,
  actor: OfficeActor,
  { id, from }: { id: string; from: string },
): Promise<Found> {
  const stored = await lockBooking(tx, id);
  mustAllow(mayEdit(stored.status, actor.role));
  const lines = await loadLines(tx, id);
  const pricing = await loadPricing(tx);
  if (stored.startsAt.getTime() !== new Date(from).getTime())
    throw new Refusal(
      'conflict',
      `Someone else moved this event meanwhile: it begins ${formatEventStart(stored.startsAt, pricing)}.`,
    );
  return { stored, lines, pricing };
}

async function moveTo(
  tx: Tx,
  actor: OfficeActor,
  { startsAt, overLimits, ...found }: Found & { startsAt: string; overLimits?: string | null; at: Date },
) {
  const { stored, lines, pricing } = found;
  const was = inputOf(stored, lines, pricing.timeZone);
  const endsAt = endWith(startsAt, { start: was.startsAt, end: was.endsAt });
  const input = { ...was, startsAt, endsAt };
  const edit = await saveEdit(tx, actor, { ...found, input: { ...input, overLimits } });
  const now = await lockBooking(tx, stored.id);
  return { id: stored.id, startsAt: now.startsAt, endsAt: now.endsAt, edit };
}
