import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { caseEvents } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { escalate, type Tx } from '@/db/session';
import { may } from '@/lib/auth/permissions';
import { announce, queuedEvent } from '@/lib/messaging/events';
import type { QueueResult } from '@/lib/messaging/outbox/queue';
import { type ActorWith, command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { formatMoney } from '@/lib/platform/format/money';
import { addCaseEvent } from './add-case-event';
import { holdsAtOnce } from './rules';
import { decisionInput, remedyInput } from './schema';
import { sendVoucher } from './send-voucher';
import { issueRemedyVoucher } from './vouchers';

type Person = ActorWith<'cases.work'>;
type Given = { caseId: string; bookingId: string; customerId: string; eventId: string; at: Date };

/** What is answered about an approved discount: its code, and whether its message is on its way. */
const voucherTold = z.object({ code: z.string() }).nullable();

/**
 * Records what the customer is offered. Up to the company's limit it holds at once; above it a manager approves.
 * A discount that holds becomes a code that is sent to the customer. Gives whether it waits for approval.
 */
export const proposeRemedy = command({
  name: 'propose remedy',
  permission: 'cases.work',
  input: remedyInput,
  output: z.object({ waits: z.boolean(), limit: z.string(), voucher: voucherTold }),
  write: (tx, { caseId, remedy, amount, rate, note }, actor, at) =>
    addCaseEvent(tx, actor, caseId, async (row, eventId) => {
      if (row.state === 'closed') throw new Refusal('conflict', 'This case is closed.');
      const [company] = await tx
        .select({ limit: companies.remedyLimit, currency: companies.currency, locale: companies.locale })
        .from(companies)
        .where(eq(companies.id, actor.companyId));
      const limit = company?.limit ?? 0;
      const holds = holdsAtOnce({ amount, limit, mayApprove: may(actor.role, 'cases.approve') });
      const given = { caseId, bookingId: row.bookingId, customerId: row.customerId, eventId, at };
      const made = holds && rate ? await giveDiscount(tx, actor, { ...given, rate }) : null;
      return {
        event: {
          kind: holds ? 'remedy_approved' : 'remedy_proposed',
          note,
          amount,
          data: { remedy, ...(rate ? { rate } : {}), ...(made ? { code: made.voucher.code } : {}) },
        },
        result: {
          waits: !holds,
          limit: formatMoney(limit, company?.currency ?? 'GHS', company?.locale),
          ...made,
          voucher: made?.voucher ?? null,
        },
      };
    }),
  after: ({ message }, { companyId }) => announceMessage(companyId, message),
});

/** A manager's word on a remedy above the limit. Each proposal is decided once. */
export const decideProposedRemedy = command({
  name: 'decide remedy',
  permission: 'cases.approve',
  input: decisionInput,
  output: z.object({ voucher: voucherTold }),
  write: (tx, { caseId, eventId, approve }, actor, at) =>
    addCaseEvent(tx, actor, caseId, async (row, id) => {
      const events = await tx.select().from(caseEvents).where(eq(caseEvents.caseId, caseId));
      const proposal = events.find((event) => event.id === eventId && event.kind === 'remedy_proposed');
      if (!proposal) throw notFound('remedy');
      if (events.some((event) => event.data?.proposalId === eventId))
        throw new Refusal('conflict', 'This remedy was already decided.');
      const { remedy, rate } = proposal.data ?? {};
      const given = { caseId, bookingId: row.bookingId, customerId: row.customerId, eventId: id, at };
      const made =
        approve && typeof rate === 'number' ? await giveDiscount(tx, actor, { ...given, rate }) : null;
      return {
        event: {
          kind: approve ? 'remedy_approved' : 'remedy_refused',
          amount: proposal.amount ?? undefined,
          data: { proposalId: eventId, remedy, ...(made ? { rate, code: made.voucher.code } : {}) },
        },
        result: { ...made, voucher: made?.voucher ?? null },
      };
    }),
  after: ({ message }, { companyId }) => announceMessage(companyId, message),
});

/** Vouchers and messages are the automation's to write; a rule has just allowed these. */
async function giveDiscount(
  tx: Tx,
  actor: Person,
  { at, ...given }: Given & { rate: number },
): Promise<{ voucher: { code: string }; message: QueueResult }> {
  const { companyId, userId } = actor;
  return escalate(actor, tx, async () => {
    const voucher = await issueRemedyVoucher(tx, { companyId, ...given, now: at });
    const message = await sendVoucher(tx, { companyId, userId, ...given, voucher });
    return { voucher: { code: voucher.code }, message };
  });
}

async function announceMessage(companyId: string, message: QueueResult | undefined): Promise<void> {
  if (message) await announce(queuedEvent({ companyId, ...message }));
}
