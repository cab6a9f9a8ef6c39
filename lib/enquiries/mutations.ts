import 'server-only';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { enquiries } from '@/db/schema/enquiries';
import { memberships } from '@/db/schema/people';
import { escalate, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { enquirySettled } from '@/lib/alerts/happenings';
import { may } from '@/lib/auth/permissions';
import { storedPhone } from '@/lib/customers/contact';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { lockEnquiry } from './load';
import { mayMove } from './rules';
import {
  answerInput,
  type EnquiryInput,
  enquiryInput,
  enquiryUpdate,
  factsInput,
  followUpInput,
  moveInput,
  ownerInput,
} from './schema';

/** Takes down who asks by phone, at the door, or anywhere else that nobody else writes down. */
export const addEnquiry = command({
  name: 'add enquiry',
  permission: 'enquiries.work',
  input: enquiryInput,
  output: z.object({ id: z.uuid() }),
  write: async (tx, input, { companyId, userId }, at) => {
    const id = v7();
    const columns = await columnsOf(tx, input);
    // Whoever takes it down speaks with them.
    await tx.insert(enquiries).values({
      ...columns,
      id,
      companyId,
      source: 'office',
      receivedAt: at,
      answeredAt: at,
      answeredBy: 'phone',
      toldAt: at,
      createdBy: userId,
    });
    return { id };
  },
});

/** Saves what is known; refuses when someone saved it since the form was opened, with what differs. */
export const updateEnquiry = command({
  name: 'update enquiry details',
  permission: 'enquiries.work',
  input: enquiryUpdate,
  output: z.object({ id: z.uuid() }),
  write: async (tx, input) => {
    const stored = await lockEnquiry(tx, input.id);
    const columns = await columnsOf(tx, input);
    const keys = Object.keys(columns) as (keyof typeof columns)[];
    const changed = keys.filter((key) => stored[key] !== columns[key]).map((key) => [key, stored[key]]);
    if (stored.version !== input.version && changed.length > 0)
      throw new Refusal('stale', 'Someone else changed this enquiry while you were editing.', {
        changed: { ...Object.fromEntries(changed), version: stored.version },
      });
    await tx.update(enquiries).set(columns).where(eq(enquiries.id, stored.id));
    return { id: stored.id };
  },
});

/** Puts an enquiry into another open stage, or takes a lost one up again. Gives where it came from. */
export const moveEnquiry = command({
  name: 'move enquiry',
  permission: 'enquiries.work',
  input: moveInput,
  output: z.object({ from: z.string() }),
  write: async (tx, { id, to }, actor, at) => {
    const row = await lockEnquiry(tx, id);
    const { startsOver } = mustAllow(mayMove(row, to));
    // Who is spoken with about a menu or a price has been answered.
    const answered =
      to !== 'inquiry' && !row.answeredAt ? ({ answeredAt: at, answeredBy: 'phone' } as const) : {};
    const change = { stage: to, stageAt: at, lostReason: null, lostNote: null, ...answered };
    if (startsOver)
      await escalate(actor, tx, () =>
        tx.update(enquiries).set({ bookingId: null }).where(eq(enquiries.id, id)),
      );
    await tx.update(enquiries).set(change).where(eq(enquiries.id, id));
    return { from: row.stage };
  },
});

/** Says that the office answered on a way that leaves no trace here; the clock stops. */
export const answerEnquiry = command({
  name: 'answer enquiry',
  permission: 'enquiries.work',
  input: answerInput,
  output: nothing,
  write: async (tx, { id, way }, actor, at) => {
    const row = await lockEnquiry(tx, id);
    if (row.answeredAt) throw new Refusal('conflict', 'This enquiry was answered already.');
    await tx.update(enquiries).set({ answeredAt: at, answeredBy: way }).where(eq(enquiries.id, id));
    await escalate(actor, tx, () => endAlerts(tx, actor.companyId, enquirySettled(id)));
  },
});

/** When to come back to it, and what for; without a day it is done. Gives what stood there, to take it back. */
export const followUp = command({
  name: 'follow up enquiry',
  permission: 'enquiries.work',
  input: followUpInput,
  output: z.object({ on: z.string().nullable(), note: z.string().nullable() }),
  write: async (tx, { id, on, note }) => {
    const row = await lockEnquiry(tx, id);
    if (on && (row.stage === 'won' || row.stage === 'lost'))
      throw new Refusal('conflict', 'This enquiry is settled: there is nothing to come back to.');
    await tx
      .update(enquiries)
      .set({ followUpOn: on, followUpNote: on ? note : null })
      .where(eq(enquiries.id, id));
    return { on: row.followUpOn, note: row.followUpNote };
  },
});

/** Gives it to somebody of the office, or to nobody. */
export const assignEnquiry = command({
  name: 'assign enquiry',
  permission: 'enquiries.work',
  input: ownerInput,
  output: nothing,
  write: async (tx, { id, ownerId }) => {
    await lockEnquiry(tx, id);
    if (ownerId) {
      const [member] = await tx
        .select({ role: memberships.role })
        .from(memberships)
        .where(eq(memberships.userId, ownerId));
      if (!member || !may(member.role, 'enquiries.work')) throw notFound('person');
    }
    await tx.update(enquiries).set({ ownerId }).where(eq(enquiries.id, id));
  },
});

/** Takes over what a message said plainly, where nothing stands yet. */
export const adoptFacts = command({
  name: 'adopt enquiry facts',
  permission: 'enquiries.work',
  input: factsInput,
  output: nothing,
  write: async (tx, { id, day, guests }) => {
    const row = await lockEnquiry(tx, id);
    await tx
      .update(enquiries)
      .set({ eventDate: row.eventDate ?? day, guests: row.guests ?? guests })
      .where(eq(enquiries.id, id));
  },
});

async function columnsOf(tx: Tx, input: EnquiryInput) {
  const { name, email, eventType, eventDate, guests, place, budget, message, notes } = input;
  return {
    name,
    phone: input.phone && (await storedPhone(tx, input.phone)),
    ...{ email, eventType, eventDate, guests, place, budget, message, notes },
  };
}
