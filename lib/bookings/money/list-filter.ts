import { listFilter, oneOf, searchText } from '@/lib/platform/list-filter';

/** What a list of documents can be narrowed to. */
export const invoiceViews = ['open', 'overdue', 'paid', 'settled', 'credit_notes'] as const;
export type InvoiceView = (typeof invoiceViews)[number];

/** Invoices and credit notes, the newest on top; what is open by the day on which it is due. */
export const invoiceFilter = listFilter('/invoices', { state: oneOf(invoiceViews), q: searchText });
export type InvoiceFilter = ReturnType<typeof invoiceFilter.read>;
