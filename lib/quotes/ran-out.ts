import 'server-only';
import { preparedText } from '@/db/prepared';

type Row = {
  bookingId: string;
  reference: string;
  eventName: string;
  customer: string;
  total: number;
  validUntil: Date | string;
  of: number;
};

const shown = 5;
/** So long Today tells of one; the pipeline keeps it after that. */
const told = '14 days';

/** Quotes that ran out lately without an answer, while their booking still waits for one; the newest first. */
export const askRanOut = preparedText<Row>(
  `with over as (
    select q.booking_id, q.company_id, q.document ->> 'reference' as reference, q.total, q.valid_until from quotes q
    where q.status = 'sent' and q.valid_until <= $1::timestamptz and q.valid_until > $1::timestamptz - interval '${told}'
  )
  select b.id as "bookingId", o.reference, b.event_name as "eventName", c.name as customer, o.total::float8 as total,
    o.valid_until as "validUntil", (count(*) over ())::int as of
  from over o join bookings b on b.company_id = o.company_id and b.id = o.booking_id
    join customers c on c.company_id = b.company_id and c.id = b.customer_id
  where b.status = 'quoted' and b.starts_at > $1::timestamptz order by o.valid_until desc, b.id desc limit ${shown}`,
  ['now'],
);

/** What Today says of them. */
export function tellRanOut(rows: Row[]) {
  return {
    quotes: rows.map(({ of: _, validUntil, ...row }) => ({ ...row, validUntil: new Date(validUntil) })),
    more: (rows[0]?.of ?? 0) - rows.length,
  };
}

export type RanOut = ReturnType<typeof tellRanOut>;
