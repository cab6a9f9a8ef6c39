import type { Tone } from '@/components/ui/pill';
import type { dayOrders, importStatuses, onExisting } from '@/db/enums-of-files';
import type { ImportKind } from '@/lib/imports/kinds';

export type ImportStatus = (typeof importStatuses)[number];

export const statusWords: Record<ImportStatus, { label: string; tone: Tone }> = {
  columns: { label: 'Columns to check', tone: 'slate' },
  checking: { label: 'Checking', tone: 'amber' },
  checked: { label: 'Ready to import', tone: 'sky' },
  writing: { label: 'Importing', tone: 'amber' },
  done: { label: 'Imported', tone: 'indigo' },
  cancelled: { label: 'Cancelled', tone: 'rose' },
  undoing: { label: 'Taking back', tone: 'amber' },
  undone: { label: 'Taken back', tone: 'rose' },
};

/** How each kind of file is talked about. */
export const kindWords: Record<
  ImportKind,
  { label: string; file: string; some: string; known: string; all: string; there: string }
> = {
  customers: {
    label: 'Customers',
    file: 'File with your customers',
    some: 'customers',
    known: 'Known by their phone number, else by their e-mail. An empty cell never erases anything.',
    all: 'Every customer of the file is here already, as the file says.',
    there: 'Customers who are there already',
  },
  menu: {
    label: 'Menu',
    file: 'File with your menu',
    some: 'dishes and services',
    known: 'Known by their names. An empty cell never erases anything; bookings keep the prices they have.',
    all: 'Everything in the file is on the menu already, as the file says.',
    there: 'Dishes, services and packages that are there already',
  },
  bookings: {
    label: 'Bookings',
    file: 'File with your bookings',
    some: 'bookings',
    known:
      'Known by their reference, else by name, start and customer. A booking that is here already is never changed. Customers are found by phone number, e-mail or name, or added. An event of which no end is given lasts 4 hours.',
    all: 'Every booking of the file is here already, as the file says.',
    there: 'What becomes of them',
  },
  rates: {
    label: 'Exchange rates',
    file: 'File with your exchange rates',
    some: 'rates',
    known:
      'Known by their currency and day. A rate says what one unit of the currency costs in yours. Quotes and invoices keep the rate of their day.',
    all: 'Every rate of the file is here already, as the file says.',
    there: 'Rates that are there already',
  },
};

/** Where an import goes on. */
export const hrefOf = ({ id, status }: { id: string; status: ImportStatus }) =>
  `/settings/imports/${id}${status === 'columns' ? '/columns' : ''}`;

/** What happens to those that are there already. */
export const existingWords: Record<(typeof onExisting)[number], string> = {
  update: 'Fill in and change what the file says differently',
  keep: 'Leave them as they are',
};

/** How days with figures alone are read. */
export const dayOrderWords: Record<(typeof dayOrders)[number], string> = {
  day: 'The day comes first: 6 July',
  month: 'The month comes first: 7 June',
};
