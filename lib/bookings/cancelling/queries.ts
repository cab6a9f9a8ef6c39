import 'server-only';
import { preparedText } from '@/db/prepared';
import { type Counted, mostCounted, tellCounted } from '../counted-rows';
import type { Cancellation } from './rules';

/** What calling a booking off now would leave due. */
export const askCancellation = preparedText<Cancellation>(
  `select c.days_before as "daysBefore", c.days, c.share, c.fee::float8 as fee
  from bookings b, cancellation_of(b, $2::timestamptz) c where b.id = $1::uuid`,
  ['id', 'now'],
);

const shown = 3;
type ToGiveBack = {
  id: string;
  reference: string;
  eventName: string;
  customer: string;
  amount: number;
} & Counted;

/** Events that were called off with more paid than is asked for, the newest first, and what that comes to; minor units. */
export const askToGiveBack = preparedText<ToGiveBack>(
  `with owing as (
    select b.id, b.reference, b.event_name, b.customer_id, b.company_id, b.cancelled_at, b.paid + b.taken_off - b.total as amount from bookings b
    where b.status = 'cancelled' and b.paid + b.taken_off > b.total order by b.cancelled_at desc, b.id desc limit ${mostCounted + 1}
  )
  select o.id, o.reference, o.event_name as "eventName", c.name as customer, o.amount::float8 as amount,
    (select count(*)::int from owing) as of, (select sum(amount)::float8 from owing) as sum,
    (select count(*) > ${mostCounted} from owing) as more
  from (select * from owing order by cancelled_at desc, id desc limit ${shown}) o
    join customers c on c.company_id = o.company_id and c.id = o.customer_id order by o.cancelled_at desc, o.id desc`,
);

export const tellToGiveBack = tellCounted<ToGiveBack>;

export type GiveBack = ReturnType<typeof tellToGiveBack>;

type BilledOver = ToGiveBack & { invoiceId: string; invoice: string };

/** Events that were called off and are still billed with more than their fee: that much is to be credited, minor units. */
export const askBilledOver = preparedText<BilledOver>(
  `with over as (
    select b.id, b.reference, b.event_name, b.customer_id, b.company_id, b.cancelled_at, b.total - b.taken_off - b.cancellation_fee as amount from bookings b
    where b.status = 'cancelled' and b.total - b.taken_off > b.cancellation_fee order by b.cancelled_at desc, b.id desc limit ${mostCounted + 1}
  )
  select o.id, o.reference, o.event_name as "eventName", c.name as customer, o.amount::float8 as amount, i.id as "invoiceId", i.reference as invoice,
    (select count(*)::int from over) as of, (select sum(amount)::float8 from over) as sum, (select count(*) > ${mostCounted} from over) as more
  from (select * from over order by cancelled_at desc, id desc limit ${shown}) o
    join customers c on c.company_id = o.company_id and c.id = o.customer_id
    join invoices i on i.company_id = o.company_id and i.booking_id = o.id and i.kind = 'invoice' and i.credited < i.total
  order by o.cancelled_at desc, o.id desc`,
);

export const tellBilledOver = tellCounted<BilledOver>;

export type Billed = ReturnType<typeof tellBilledOver>;
