import 'server-only';
import { countRows } from '@/db/prepared';
import { askHistory, tellHistory } from '@/lib/audit/record-history';
import { may } from '@/lib/auth/permissions';
import { askComments, tellComments } from '@/lib/comments/queries';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { csvPage } from '@/lib/platform/csv';
import { dayKey } from '@/lib/platform/format/dates';
import { idAt, screen } from '@/lib/platform/screen';
import { sheetScreen } from '@/lib/platform/sheet-screen';
import { askJournal, askLedger, tellJournal, tellLedger } from './ledger';
import { invoiceFilter } from './list-filter';
import { askInvoiceRows, askInvoices, tellInvoiceRows, tellInvoices } from './list-queries';
import { invoicePaper, receiptPaper } from './paper';
import { periodIn } from './period';
import { askInvoice, askReceipt, tellInvoice, tellReceipt } from './queries';
import { askWriteOffs, tellWriteOffs } from './write-offs/queries';

/** What was billed and credited, and what is owed by age. */
export const invoicesScreen = screen({
  permission: 'invoices.read',
  input: ({ search }) => invoiceFilter.read(search),
  ask: askInvoices,
  tell: (answers, filter, { identity: { timeZone, role }, now }) => ({
    filter,
    today: dayKey(now, timeZone),
    mayExport: may(role, 'ledger.read'),
    ...tellInvoices(answers, filter),
  }),
});

/** The same as a file. */
export const invoicesFile = sheetScreen({
  permission: 'invoices.read',
  input: ({ search }) => invoiceFilter.read(search),
  ask: (tx, filter, now) => askInvoiceRows(tx, filter, { now, size: csvPage }),
  tell: (answers, filter) => tellInvoiceRows(answers, filter, csvPage),
  count: (tx, filter, now, most) => countRows(askInvoiceRows(tx, filter, { now, size: most })[0]),
});

/** One invoice or credit note, as paper and what can be done with it. */
export const invoiceScreen = screen({
  permission: 'invoices.read',
  input: idAt('id'),
  reads: (id) => ({ deed: 'read', source: 'invoices', id }),
  ask: (tx, id) =>
    [
      ...[...askInvoice(tx, id), askLetterhead(tx), askWriteOffs(tx, { id })],
      ...[askHistory(tx, 'invoice', id), ...askComments(tx, id)],
    ] as const,
  tell: (
    [invoices, related, [letterhead], asked, history, said, colleagues, waits],
    id,
    { identity, now },
  ) => {
    const { timeZone, role, userId } = identity;
    const found = tellInvoice([invoices, related]);
    if (!found || !letterhead) return undefined;
    const { document: _, tax: __, ...invoice } = found.invoice;
    return {
      ...{ invoice, related: found.related },
      paper: invoicePaper(found.invoice, found.related, tellLetterhead(letterhead)),
      today: dayKey(now, timeZone),
      mayCredit: may(role, 'invoices.credit'),
      talk: tellComments([said, colleagues, waits], { kind: 'invoice', id }, { identity, now }),
      history: tellHistory(history, identity),
      writeOffs: tellWriteOffs(asked, {
        ...{ me: userId, isManager: may(role, 'writeoffs.decide') },
        ...{ open: invoice.open, now },
      }),
    };
  },
});

/** One receipt, as paper and what can be done with it. */
export const receiptScreen = screen({
  permission: 'invoices.read',
  input: idAt('id'),
  reads: (id) => ({ deed: 'read', source: 'receipts', id }),
  ask: (tx, id) =>
    [
      ...[...askReceipt(tx, id), askLetterhead(tx)],
      ...[askHistory(tx, 'receipt', id), ...askComments(tx, id)],
    ] as const,
  tell: ([receipts, parts, [letterhead], history, ...said], id, { identity, now }) => {
    const { currency, locale, timeZone, role } = identity;
    const found = tellReceipt([receipts, parts]);
    return found && letterhead
      ? {
          ...found,
          paper: receiptPaper(found, tellLetterhead(letterhead), { currency, locale, timeZone }),
          mayReturn: may(role, 'payments.return'),
          talk: tellComments(said, { kind: 'receipt', id }, { identity, now }),
          history: tellHistory(history, identity),
        }
      : undefined;
  },
});

/** The books: what stands on each account. */
export const ledgerScreen = screen({
  permission: 'ledger.read',
  input: periodIn,
  ask: (tx, { from, to }) => askLedger(tx, { from, to }),
  tell: (answers, { asked }, { identity: { timeZone }, now }) => ({
    ...tellLedger(answers),
    asked,
    today: dayKey(now, timeZone),
  }),
});

/** The journal as a file for the accountant. */
export const journalFile = sheetScreen({
  permission: 'ledger.read',
  input: (address) => {
    const { after } = address.search;
    return { ...periodIn(address), after: typeof after === 'string' ? after : undefined };
  },
  ask: (tx, { from, to, after }) => askJournal(tx, { from, to, after }, csvPage),
  tell: (answers) => tellJournal(answers, csvPage),
  count: (tx, { from, to }, _now, most) => countRows(askJournal(tx, { from, to }, most)[0]),
});
