import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { paperLinks } from '@/db/schema/paper-links';
import { customers } from '@/db/schema/people';
import { type Actor, readAs } from '@/db/session';
import type { PaperDocument } from '@/lib/paper/document';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { dayKey } from '@/lib/platform/format/dates';
import type { LinkedRecord } from '@/lib/platform/link-tokens';
import { invoicePaper, receiptPaper } from '../paper';
import { beginning, end } from '../period';
import { askInvoice, askReceipt, tellInvoice, tellReceipt } from '../queries';
import { accountPaper, askAccount, tellAccount } from '../statement/occasion-account';
import { statementPaper } from '../statement/paper';
import { askStatement, tellStatement } from '../statement/queries';
import { readPaperToken } from './link';
import type { Shown } from './links';

/** A paper as its link shows it, and what of it is still to be paid; minor units. */
export type LinkedPaper = {
  ref: LinkedRecord;
  shown: Shown;
  /** Whether the link has a row, by which it can be revoked. */
  kept: boolean;
  paper: PaperDocument;
  open: number;
  place: { currency: string; locale: string };
};

type System = Extract<Actor, { role: 'system' }>;

const companyQuery = prepared((db) =>
  db
    .select({ currency: companies.currency, locale: companies.locale, timeZone: companies.timeZone })
    .from(companies),
);
/** Whether whoever a document is for was forgotten since. */
const ownerQuery = prepared((db) =>
  db
    .select({ anonymisedAt: customers.anonymisedAt })
    .from(bookings)
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(
      sql`${bookings.id} in (select i.booking_id from invoices i where i.id = ${sql.placeholder('id')}
        union all select p.booking_id from payments p where p.receipt_id = ${sql.placeholder('id')})`,
    )
    .limit(1),
);

const linkQuery = prepared((db) =>
  db
    .select({
      paperId: sql<string>`coalesce(${paperLinks.invoiceId}, ${paperLinks.receiptId}, ${paperLinks.customerId})`,
      occasionId: paperLinks.occasionId,
      revokedAt: paperLinks.revokedAt,
    })
    .from(paperLinks)
    .where(eq(paperLinks.id, sql.placeholder('id'))),
);

/**
 * The paper of a link as it is now; undefined for a link that isn't ours, or whose customer was forgotten. Writes nothing: chats and
 * scanners open links too. A link of before links were kept is of the paper's own id.
 */
export async function readPaperByLink(
  token: string,
  now: Date,
): Promise<LinkedPaper | 'revoked' | undefined> {
  const ref = readPaperToken(token);
  if (!ref) return undefined;
  const actor = { role: 'system', companyId: ref.companyId, name: 'paper-link' } as const;
  const [[link]] = await readAs(actor, (tx) => [linkQuery(tx, { id: ref.id })] as const);
  if (link?.revokedAt) return 'revoked';
  const found = link?.occasionId
    ? await readAccount(actor, link.occasionId)
    : await readPaper(actor, link?.paperId ?? ref.id, now);
  return found && { ref, kept: link !== undefined, ...found };
}

async function readAccount(actor: System, occasionId: string) {
  const [[company], [letterhead], ...answers] = await readAs(
    actor,
    (tx) => [companyQuery(tx), askLetterhead(tx), ...askAccount(tx, occasionId)] as const,
  );
  const account = tellAccount(answers);
  if (!company || !letterhead || !account) return undefined;
  const { currency, locale } = company;
  return {
    shown: { occasionId },
    paper: accountPaper(account, tellLetterhead(letterhead), company),
    ...{ open: account.occasion.sums.open, place: { currency, locale } },
  };
}

async function readPaper(actor: System, id: string, now: Date) {
  const [companyRows, letterheads, owners, invoiceRows, related, receipts, parts, ...account] = await readAs(
    actor,
    (tx) =>
      [
        companyQuery(tx),
        askLetterhead(tx),
        ownerQuery(tx, { id }),
        ...askInvoice(tx, id),
        ...askReceipt(tx, id),
        ...askStatement(tx, { id, from: beginning, to: end }),
      ] as const,
  );
  const [company] = companyRows;
  const [letterhead] = letterheads;
  if (!company || !letterhead || owners[0]?.anonymisedAt) return undefined;
  const head = tellLetterhead(letterhead);
  const place = { currency: company.currency, locale: company.locale };
  const issued = tellInvoice([invoiceRows, related]);
  if (issued)
    return {
      shown: { invoiceId: id },
      paper: invoicePaper(issued.invoice, issued.related, head),
      ...{ open: issued.invoice.open, place },
    };
  const receipt = tellReceipt([receipts, parts]);
  if (receipt)
    return { shown: { receiptId: id }, paper: receiptPaper(receipt, head, company), open: 0, place };
  // A statement is of all there is, up to today.
  const statement = tellStatement(account, { from: beginning, to: dayKey(now, company.timeZone) });
  return (
    statement && {
      shown: { customerId: id },
      paper: statementPaper(statement, head, place),
      ...{ open: Math.max(0, statement.after), place },
    }
  );
}
