import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { users } from '@/db/schema/people';
import { writeOffs } from '@/db/schema/write-offs';
import { escalate, type OfficeActor, type Tx } from '@/db/session';
import { endAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { writeOffDecided, writeOffMoot } from '@/lib/alerts/happenings';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { formatMoney } from '@/lib/platform/format/money';
import { loadPricing } from '@/lib/pricing/queries';
import { writeOffAnswered, writeOffAsked } from '../../alert-kinds';
import { lockBooking } from '../../load';
import { creditDownTo, lockInvoice } from '../invoices';
import { invoiceId } from '../schema';
import { mayApprove, mayAskWriteOff, mayRefuse, mayWithdraw } from './rules';
import { askInput, refuseInput, writeOffId } from './schema';

/** Asks a manager to give up what is open of an invoice, whole, with the reason. Nothing is written off by it. */
export const askWriteOff = command({
  name: 'ask for write-off',
  permission: 'invoices.issue',
  input: askInput,
  output: writeOffId,
  write: async (tx, { invoiceId: id, open, reason }, actor, at) => {
    const { companyId, userId } = actor;
    const invoice = await lockInvoice(tx, id);
    const waiting = await tx
      .select({ id: writeOffs.id })
      .from(writeOffs)
      .where(and(eq(writeOffs.invoiceId, id), eq(writeOffs.state, 'asked')));
    mustAllow(mayAskWriteOff(invoice, open, waiting.length > 0));
    const asked = v7();
    await tx.insert(writeOffs).values({
      ...{ id: asked, companyId, invoiceId: id, amount: open, reason },
      ...{ askedBy: userId, askedAt: at },
    });
    const { currency, locale } = await loadPricing(tx);
    const { bookingId, reference } = invoice;
    await escalate(actor, tx, async () => {
      await endAlerts(tx, companyId, writeOffMoot(id));
      await raiseAlert(tx, writeOffAsked, {
        companyId,
        about: {
          ...{ bookingId, invoiceId: id, writeOffId: asked, reference, reason },
          amount: formatMoney(open, currency, locale),
        },
      });
    });
    return { writeOffId: asked };
  },
});

/** Approves it: only now it is written off and posted, and nobody is asked for the rest. Throws Refusal for who asked. */
export const approveWriteOff = command({
  name: 'approve write-off',
  permission: 'writeoffs.decide',
  input: writeOffId,
  output: nothing,
  write: async (tx, { writeOffId: id }, actor, at) => {
    const { asked, invoice } = await lockAsked(tx, id);
    const [found] = await tx.execute<{ others: boolean }>(
      sql`select has_other_manager(${actor.userId}::uuid) as others`,
    );
    mustAllow(
      mayApprove(asked, { me: actor.userId, open: invoice.open, others: found?.others ?? true, now: at }),
    );
    await tx.update(writeOffs).set({ state: 'approved' }).where(eq(writeOffs.id, id));
    await tellDecided(tx, actor, { asked, invoice, note: null });
  },
});

/** Says no to it, with why; the invoice stays open. */
export const refuseWriteOff = command({
  name: 'refuse write-off',
  permission: 'writeoffs.decide',
  input: refuseInput,
  output: nothing,
  write: async (tx, { writeOffId: id, note }, actor) => {
    const { asked, invoice } = await lockAsked(tx, id);
    mustAllow(mayRefuse(asked, actor.userId));
    await tx.update(writeOffs).set({ state: 'refused', note }).where(eq(writeOffs.id, id));
    await tellDecided(tx, actor, { asked, invoice, note });
  },
});

/** Takes back what one asked for oneself, before it was decided. */
export const withdrawWriteOff = command({
  name: 'withdraw write-off',
  permission: 'invoices.issue',
  input: writeOffId,
  output: nothing,
  write: async (tx, { writeOffId: id }, actor) => {
    const { asked } = await lockAsked(tx, id);
    mustAllow(mayWithdraw(asked, actor.userId));
    await tx.update(writeOffs).set({ state: 'withdrawn' }).where(eq(writeOffs.id, id));
    await escalate(actor, tx, () => endAlerts(tx, actor.companyId, writeOffDecided(id)));
  },
});

/**
 * Takes back all that was written off of an invoice: the money may come after all, and is open again. Of a booking that was called
 * off no more than its fee is: the rest is credited at once.
 */
export const takeBackWriteOff = command({
  name: 'take back write-off',
  permission: 'writeoffs.decide',
  input: invoiceId,
  output: nothing,
  write: async (tx, input, actor, at) => {
    const { id, writtenOff, bookingId } = await lockInvoice(tx, input.invoiceId);
    if (writtenOff === 0) throw new Refusal('conflict', 'Nothing of this invoice is written off.');
    await tx
      .update(writeOffs)
      .set({ state: 'taken_back' })
      .where(and(eq(writeOffs.invoiceId, id), eq(writeOffs.state, 'approved')));
    await escalate(actor, tx, () => endAlerts(tx, actor.companyId, writeOffMoot(id)));
    const { status, cancellationFee, cancelReason } = await lockBooking(tx, bookingId);
    if (status !== 'cancelled') return;
    const asked = { bookingId, left: cancellationFee ?? 0, reason: cancelReason ?? 'Cancelled' };
    await escalate(actor, tx, () => creditDownTo(tx, asked, actor, at));
  },
});

type Decided = Awaited<ReturnType<typeof lockAsked>> & { note: string | null };

/** Ends what asked managers for it, and tells who asked what became of it: `note` is why it was refused. */
async function tellDecided(tx: Tx, actor: OfficeActor, { asked, invoice, note }: Decided): Promise<void> {
  const { companyId, userId } = actor;
  const { id: writeOffId, askedBy, amount, invoiceId: of } = asked;
  const { currency, locale } = await loadPricing(tx);
  const [decider] = await tx.select({ name: users.name }).from(users).where(eq(users.id, userId));
  const about = {
    ...{ bookingId: invoice.bookingId, invoiceId: of, writeOffId, reference: invoice.reference },
    ...{ amount: formatMoney(amount, currency, locale), approved: note === null },
    ...{ by: decider?.name ?? null, note },
  };
  await escalate(actor, tx, async () => {
    await endAlerts(tx, companyId, writeOffDecided(writeOffId));
    // Who decides what they asked for themselves knows.
    if (askedBy && askedBy !== userId)
      await raiseAlert(tx, writeOffAnswered, { companyId, about, userId: askedBy });
  });
}

/** A write-off with its invoice, locked by the booking as everybody locks who moves its money. Throws not_found. */
async function lockAsked(tx: Tx, id: string) {
  const mine = eq(writeOffs.id, id);
  const [place] = await tx.select({ invoiceId: writeOffs.invoiceId }).from(writeOffs).where(mine);
  if (!place) throw notFound('write-off');
  const invoice = await lockInvoice(tx, place.invoiceId);
  const [asked] = await tx.select().from(writeOffs).where(mine);
  if (!asked) throw notFound('write-off');
  return { asked, invoice };
}
