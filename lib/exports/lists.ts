import 'server-only';
import { trailFile } from '@/lib/audit/screens';
import { trailSheet } from '@/lib/audit/sheet';
import { invoicesFile, journalFile } from '@/lib/bookings/money/screens';
import { invoiceSheet, journalSheet } from '@/lib/bookings/money/sheet';
import { bookingsFile } from '@/lib/bookings/screens';
import { bookingSheet } from '@/lib/bookings/sheet';
import { customersFile } from '@/lib/customers/screens';
import { customerSheet } from '@/lib/customers/sheet';
import { readView } from '@/lib/feedback/list-filter';
import { feedbackFile, unansweredFile } from '@/lib/feedback/screens';
import { feedbackSheet, unansweredSheet } from '@/lib/feedback/sheet';
import { menuFile } from '@/lib/menu/screens';
import { menuSheet } from '@/lib/menu/sheet';
import { conversationSheet, logSheet } from '@/lib/messaging/conversations/sheet';
import { conversationsFile, messageLogFile } from '@/lib/messaging/screens';
import { filterOf, type SheetList, sheetList } from '@/lib/platform/sheet-screen';

/** A list that can be made into a file: where its file is asked for directly, and where its page is. */
type ExportList = SheetList & {
  label: string;
  path: string;
  page: string;
  /** What else of an address names it, where two lists share one. */
  view?: (search: Record<string, string>) => boolean;
};

const unanswered = (search: Record<string, string>) => readView(search) === 'unanswered';

/** Every list that people take along, by its name. */
export const exportLists = {
  bookings: {
    ...sheetList(bookingsFile, bookingSheet),
    ...{ label: 'Bookings', path: '/api/v1/bookings/export', page: '/bookings' },
  },
  customers: {
    ...sheetList(customersFile, customerSheet),
    ...{ label: 'Customers', path: '/api/v1/customers/export', page: '/customers' },
  },
  invoices: {
    ...sheetList(invoicesFile, invoiceSheet),
    ...{ label: 'Invoices', path: '/api/v1/invoices/export', page: '/invoices' },
  },
  journal: {
    ...sheetList(journalFile, journalSheet),
    ...{ label: 'Journal of the ledger', path: '/api/v1/settings/ledger/export', page: '/settings/ledger' },
  },
  menu: {
    ...sheetList(menuFile, menuSheet),
    ...{ label: 'Menu', path: '/api/v1/menu/export', page: '/menu' },
  },
  conversations: {
    ...sheetList(conversationsFile, conversationSheet),
    ...{ label: 'Conversations', path: '/api/v1/messages/export', page: '/messages' },
  },
  messages: {
    ...sheetList(messageLogFile, logSheet),
    ...{ label: 'Messages', path: '/api/v1/messages/log/export', page: '/messages/log' },
  },
  feedback: {
    ...sheetList(feedbackFile, feedbackSheet),
    ...{ label: 'Feedback', path: '/api/v1/feedback/export', page: '/feedback' },
    view: (search) => !unanswered(search),
  },
  'not-answered': {
    ...sheetList(unansweredFile, unansweredSheet),
    ...{ label: 'Events without an answer', path: '/api/v1/feedback/export', page: '/feedback' },
    view: unanswered,
  },
  audit: {
    ...sheetList(trailFile, trailSheet),
    ...{ label: 'Audit trail', path: '/api/v1/settings/audit/export', page: '/settings/audit' },
  },
} satisfies Record<string, ExportList>;

export type ListName = keyof typeof exportLists;
export const listNames = Object.keys(exportLists) as [ListName, ...ListName[]];

/** Undefined for one that no version of this knows any more. */
export const listNamed = (name: string): ExportList | undefined =>
  listNames.includes(name as ListName) ? exportLists[name as ListName] : undefined;

/** Which list, under which filter, a path of `/api/v1` with its query is the file of; undefined where it is none. */
export function listAt(of: string | undefined): { name: ListName; filter: string } | undefined {
  if (!of?.startsWith('/api/v1/') || of.length > mostFilter) return undefined;
  const { pathname, searchParams } = new URL(of, 'http://here.invalid');
  const search = filterOf(searchParams);
  const name = listNames.find((one) => {
    const { path, view }: ExportList = exportLists[one];
    return path === pathname && (!view || view(search));
  });
  return name && { name, filter: new URLSearchParams(search).toString() };
}

/** Longest filter that is kept, in characters. */
export const mostFilter = 4000;

/** The page of a list under a filter. */
export const pageOf = ({ page }: ExportList, filter: string) => (filter ? `${page}?${filter}` : page);
