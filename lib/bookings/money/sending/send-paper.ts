import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { companies } from '@/db/schema/companies';
import { invoices } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import { escalate, type Tx } from '@/db/session';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { queueMessage } from '@/lib/messaging/outbox/queue';
import { noEmailToSend } from '@/lib/messaging/reach-choices';
import { mailOrTemplate } from '@/lib/messaging/templates/speak-link';
import { command } from '@/lib/platform/command';
import { notFound, Refusal, refuseField } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { localeFor } from '@/lib/platform/format/zones';
import { beginning } from '../period';
import { askInvoice, askReceipt, tellInvoice, tellReceipt } from '../queries';
import { askAccount, tellAccount } from '../statement/occasion-account';
import { askStatement, tellStatement } from '../statement/queries';
import { paperAddress } from './link';
import { giveLink, type Shown } from './links';
import { type SentPaper, sendPaperInput } from './schema';
import { paperName, speakPaper } from './spoken';

/** What a message says of a paper. */
type About = {
  kind: Parameters<typeof paperName>[0];
  reference: string | null;
  /** What it is over, minor units. */
  amount: number;
  customerId: string;
  bookingId?: string | undefined;
};

/**
 * Sends a customer the link of an invoice, credit note, receipt or of their statement, by WhatsApp or mail through the outbox, once
 * a day each way; or gives the link to hand over. An invoice is sent from then on. Refuses what is void, and whom it can't reach.
 */
export const sendPaper = command({
  name: 'send paper',
  permission: 'invoices.issue',
  input: sendPaperInput,
  output: z.object({ link: z.url(), before: z.boolean() }),
  write: async (tx, { paper, id, way }, actor, at) => {
    const [company] = await tx
      .select({
        ...{ name: companies.name, currency: companies.currency },
        ...{ locale: companies.locale, timeZone: companies.timeZone },
      })
      .from(companies);
    if (!company) throw new Error('A paper needs a company');
    const today = dayKey(at, company.timeZone);
    const about = await find[paper](tx, id, today);
    const customer = await reachable(tx, about.customerId, way);
    const given = await giveLink(tx, { companyId: actor.companyId, way, shown: shownBy[paper](id) });
    const link = paperAddress(given);
    if (paper === 'invoice')
      await tx
        .update(invoices)
        .set({ sentAt: at })
        .where(and(eq(invoices.id, id), isNull(invoices.sentAt)));
    if (way === 'link') return { link, before: false, queued: undefined };
    const values = {
      ...{ customer: customer.name, company: company.name, link },
      paper: paperName(about.kind, about.reference, customer.language),
      amount: formatMoney(about.amount, company.currency, localeFor(customer.language, company.locale)),
      // Say which paper it is about, by which link; no text has them.
      ...{ paperId: id, linkId: given.id },
    };
    const result = await escalate(actor, tx, () =>
      queueMessage(tx, {
        ...{ companyId: actor.companyId, customerId: about.customerId, bookingId: about.bookingId },
        ...{ kind: 'paper_sent', onceKey: `paper_sent:${way}:${id}:${today}`, channel: way, asked: false },
        ...mailOrTemplate('paper_sent', speakPaper, { way, language: customer.language, values }),
      }),
    );
    const queued = result.queued ? { companyId: actor.companyId, ...result } : undefined;
    return { link, before: !result.queued, queued };
  },
  after: ({ queued }) => (queued ? announce(queuedEvent(queued)) : Promise.resolve()),
});

const shownBy: Record<SentPaper, (id: string) => Shown> = {
  invoice: (invoiceId) => ({ invoiceId }),
  receipt: (receiptId) => ({ receiptId }),
  statement: (customerId) => ({ customerId }),
  occasion: (occasionId) => ({ occasionId }),
};

/** How each is found; what isn't there is not found, and what no longer holds isn't sent. */
const find: Record<SentPaper, (tx: Tx, id: string, today: string) => Promise<About>> = {
  invoice: async (tx, id) => {
    const [rows, related] = await Promise.all(askInvoice(tx, id));
    const found = tellInvoice([rows, related]);
    if (!found) throw notFound('invoice');
    const { kind, reference, total, credited, customer, booking } = found.invoice;
    if (kind === 'invoice' && credited === total)
      throw new Refusal('conflict', 'This invoice was credited in full. Send the credit note.');
    return { kind, reference, amount: total, customerId: customer.id, bookingId: booking.id };
  },
  receipt: async (tx, id) => {
    const [receipts, parts] = await Promise.all(askReceipt(tx, id));
    const found = tellReceipt([receipts, parts]);
    const [first] = parts;
    if (!found || !first) throw notFound('receipt');
    const { reference, voidedAt } = found.receipt;
    if (voidedAt) throw new Refusal('conflict', 'This receipt is void.');
    const amount = parts.reduce((sum, part) => sum + part.amount, 0);
    return { kind: 'receipt', reference, amount, customerId: first.customer.id, bookingId: first.booking.id };
  },
  statement: async (tx, id, today) => {
    const period = { from: beginning, to: today };
    const [customer, ...account] = await Promise.all(askStatement(tx, { id, ...period }));
    const found = tellStatement([customer, ...account], period);
    if (!found) throw notFound('customer');
    return { kind: 'statement', reference: null, amount: found.after, customerId: id };
  },
  occasion: async (tx, id) => {
    const [parts, customer, bills, movements] = await Promise.all(askAccount(tx, id));
    const found = tellAccount([parts, customer, bills, movements]);
    if (!found) throw notFound('occasion');
    const { name, sums, parts: events } = found.occasion;
    const [first] = events;
    return {
      ...{ kind: 'occasion', reference: `“${name}”`, amount: sums.open, customerId: found.customer.id },
      bookingId: first?.id,
    };
  },
};

const unreachable = {
  whatsapp: 'This customer has no number. Add one, or send it another way.',
  email: noEmailToSend,
};

/** Who gets it. Throws Refusal for somebody who was forgotten, or has no address for this way. */
async function reachable(tx: Tx, id: string, way: 'whatsapp' | 'email' | 'link') {
  const { name, language, phone, email, anonymisedAt } = customers;
  const [customer] = await tx
    .select({ name, language, phone, email, anonymisedAt })
    .from(customers)
    .where(eq(customers.id, id));
  if (!customer) throw notFound('customer');
  if (customer.anonymisedAt) throw new Refusal('conflict', 'This customer’s data was erased.');
  if (way !== 'link' && !{ whatsapp: customer.phone, email: customer.email }[way])
    throw refuseField('way', unreachable[way]);
  return customer;
}
