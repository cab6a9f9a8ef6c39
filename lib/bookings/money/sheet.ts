import { csvMoney, type Sheet } from '@/lib/platform/csv';
import { codeOf, sayAccount } from './accounts';
import type { JournalLine } from './ledger';
import type { ListedInvoice } from './list-queries';
import { paidOf, stateOf } from './rules';
import { stateWords } from './words';

/** The list of invoices and credit notes as a file. */
export const invoiceSheet: Sheet<ListedInvoice> = {
  name: 'invoices',
  columns: [
    { head: 'Number', cell: (row) => row.reference },
    { head: 'Kind', cell: (row) => (row.kind === 'invoice' ? 'invoice' : 'credit note') },
    { head: 'Issued', cell: (row) => row.issuedOn },
    { head: 'Due', cell: (row) => row.dueOn },
    { head: 'Customer', cell: (row) => row.customer },
    { head: 'Booking', cell: (row) => row.booking.reference },
    { head: 'Net', cell: (row, { currency }) => csvMoney(row.net, currency) },
    { head: 'Tax', cell: (row, { currency }) => csvMoney(row.taxTotal, currency) },
    { head: 'Total', cell: (row, { currency }) => csvMoney(row.total, currency) },
    { head: 'Credited', cell: (row, { currency }) => csvMoney(row.credited, currency) },
    { head: 'Written off', cell: (row, { currency }) => csvMoney(row.writtenOff, currency) },
    {
      head: 'Paid',
      cell: (row, { currency }) => csvMoney(row.kind === 'invoice' ? paidOf(row) : 0, currency),
    },
    { head: 'Open', cell: (row, { currency }) => csvMoney(row.open, currency) },
    { head: 'State', cell: (row) => stateWords[stateOf(row)] },
    { head: 'Currency', cell: (_, { currency }) => currency },
  ],
};

/** Every line of every posting: debit and credit in columns of their own, as books want them. */
export const journalSheet: Sheet<JournalLine> = {
  name: 'journal',
  columns: [
    { head: 'Day', cell: (row) => row.day },
    { head: 'Posting', cell: (row) => row.id },
    { head: 'What', cell: (row) => row.kind.replaceAll('_', ' ') },
    { head: 'Document', cell: (row) => row.document },
    { head: 'Booking', cell: (row) => row.booking },
    { head: 'Account', cell: (row) => row.code ?? codeOf([], row) },
    { head: 'Account name', cell: (row) => sayAccount(row.account, row.part) },
    { head: 'Debit', cell: (row, { currency }) => (row.amount > 0 ? csvMoney(row.amount, currency) : null) },
    {
      head: 'Credit',
      cell: (row, { currency }) => (row.amount < 0 ? csvMoney(-row.amount, currency) : null),
    },
    { head: 'Currency', cell: (_, { currency }) => currency },
  ],
};
