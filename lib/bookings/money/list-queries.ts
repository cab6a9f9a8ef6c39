import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { type Answers, preparedByShape, preparedText } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { invoices } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { readDayCursor, readTurn, turnPage, writeTextCursor } from '@/lib/platform/cursor';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import type { InvoiceFilter, InvoiceView } from './list-filter';

export const pageSize = 25;

type Shape = { view: InvoiceView | undefined; searched: boolean; way: Way; size: number };

/** The company's day. */
const dayOf = (now: string) =>
  `(select (${now}::timestamptz at time zone c.time_zone)::date from companies c)`;
const [before = '', after = ''] = dayOf('@now').split('@now');
const today = sql`${sql.raw(before)}${sql.placeholder('now')}${sql.raw(after)}`;
const views: Record<InvoiceView, SQL> = {
  open: sql`${invoices.open} > 0`,
  overdue: sql`${invoices.open} > 0 and ${invoices.dueOn} < ${today}`,
  paid: sql`${invoices.kind} = 'invoice' and ${invoices.open} = 0 and ${invoices.credited} < ${invoices.total} and ${invoices.writtenOff} = 0`,
  settled: sql`${invoices.kind} = 'invoice' and (${invoices.credited} = ${invoices.total} or ${invoices.writtenOff} > 0)`,
  credit_notes: sql`${invoices.kind} = 'credit_note'`,
};
const byDue = (view: InvoiceView | undefined) => view === 'open' || view === 'overdue';

const pageQuery = preparedByShape((db, { view, searched, way, size }: Shape) => {
  const place = keyset(byDue(view) ? invoices.dueOn : invoices.issuedOn, invoices.id, {
    way,
    order: byDue(view) ? 'ascending' : 'descending',
    type: 'date',
  });
  const q = sql`upper(${sql.placeholder('q')})`;
  return db
    .select({
      ...{ id: invoices.id, kind: invoices.kind, reference: invoices.reference },
      ...{ issuedOn: invoices.issuedOn, dueOn: invoices.dueOn, total: invoices.total },
      ...{ credited: invoices.credited, writtenOff: invoices.writtenOff, open: invoices.open },
      ...{ sentAt: invoices.sentAt, taxTotal: invoices.taxTotal, net: invoices.net },
      booking: { reference: bookings.reference, eventName: bookings.eventName },
      customer: customers.name,
    })
    .from(invoices)
    .innerJoin(bookings, and(eq(bookings.companyId, invoices.companyId), eq(bookings.id, invoices.bookingId)))
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(
      and(
        view && views[view],
        searched
          ? sql`${invoices.id} in (select i.id from invoices i where i.reference = ${q} union all
              select i.id from bookings b join invoices i on i.company_id = b.company_id and i.booking_id = b.id
              where b.reference = ${q})`
          : undefined,
        place.beyond,
      ),
    )
    .orderBy(...place.order)
    .limit(size + 1);
});

/** How old what is owed is, by how many days it is late. */
export function ageOf(late: string): string {
  return `case when ${late} <= 0 then 'due' when ${late} <= 30 then '30' when ${late} <= 60 then '60' when ${late} <= 90 then '90' else 'older' end`;
}

/** What customers owe by how long it is due; minor units. */
export const askAgeing = preparedText<{ age: Age; n: number; open: number }>(
  `select ${ageOf('late')} as age, count(*)::int as n, sum(open)::float8 as open
  from (select open, ${dayOf('$1')} - due_on as late from invoices where open > 0) o group by 1`,
  ['now'],
);
/** Not due yet, up to 30, 60, 90 days late, older. */
export const ages = ['due', '30', '60', '90', 'older'] as const;
export type Age = (typeof ages)[number];

const turnOf = (filter: InvoiceFilter) => readTurn(filter, readDayCursor);

/** One page of documents. */
export function askInvoiceRows(tx: Tx, filter: InvoiceFilter, { now, size }: { now: Date; size: number }) {
  const { from, way } = turnOf(filter);
  const shape = { view: filter.state, searched: filter.q !== undefined, way, size };
  return [
    pageQuery(tx, shape, { now: now.toISOString(), q: filter.q ?? '', ...cursorValues(from) }),
  ] as const;
}

export function tellInvoiceRows(
  [found]: Answers<ReturnType<typeof askInvoiceRows>>,
  filter: InvoiceFilter,
  size: number,
) {
  return turnPage(found, {
    size,
    way: turnOf(filter).way,
    cursorOf: (row) =>
      writeTextCursor({ text: (byDue(filter.state) ? row.dueOn : row.issuedOn) ?? '', id: row.id }),
  });
}

/** One page of documents and what is owed by age. */
export const askInvoices = (tx: Tx, filter: InvoiceFilter, now: Date) =>
  [
    ...askInvoiceRows(tx, filter, { now, size: pageSize }),
    askAgeing(tx, { now: now.toISOString() }),
  ] as const;

export function tellInvoices([found, owed]: Answers<ReturnType<typeof askInvoices>>, filter: InvoiceFilter) {
  return {
    ...tellInvoiceRows([found], filter, pageSize),
    ageing: ages.map((age) => owed.find((row) => row.age === age) ?? { age, n: 0, open: 0 }),
  };
}

export type ListedInvoice = ReturnType<typeof tellInvoiceRows>['rows'][number];
