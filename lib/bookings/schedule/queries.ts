import 'server-only';
import { prepared, preparedText } from '@/db/prepared';
import { companies } from '@/db/schema/companies';
import type { Tx } from '@/db/session';
import { formatMoney } from '@/lib/platform/format/money';
import type { Pricing } from '@/lib/pricing/queries';
import { type Counted, mostCounted, tellCounted } from '../counted-rows';
import type { Below } from '../minimums/rules';
import { type Payment, withoutDeposit } from './rules';

/** What of a booking is due by when, and what of it is still open. */
export const askSchedule = preparedText<Payment>(
  `select s.place as position, s.due_on::text as "dueOn", s.amount::float8 as amount, s.open::float8 as open
  from bookings b, schedule_of(b) s where b.id = $1::uuid order by s.due_on nulls last, s.place`,
  ['id'],
);

/** The company's terms of payment. */
export const askPaymentTerms = prepared((db) =>
  db
    .select({
      version: companies.version,
      paymentPlan: companies.paymentPlan,
      cancellationTerms: companies.cancellationTerms,
      depositFirst: companies.depositFirst,
      remindBefore: companies.remindBefore,
      remindAfter: companies.remindAfter,
      depositRate: companies.depositRate,
    })
    .from(companies),
);

/** What is said against confirming a booking whose deposit isn't there; the database asks for the same (CT078). */
export async function findDepositMissing(
  tx: Tx,
  { deposit, paid, pricing }: { deposit: number; paid: number; pricing: Pricing },
): Promise<Below[]> {
  const [terms] = await askPaymentTerms(tx);
  const say = (amount: number) => formatMoney(amount, pricing.currency, pricing.locale);
  return withoutDeposit({ deposit, paid }, { first: terms?.depositFirst ?? true, say });
}

const shownLate = 3;

type Late = {
  id: string;
  reference: string;
  eventName: string;
  customer: string;
  dueOn: string;
  amount: number;
} & Counted;

/** Events with payments that are late, the oldest first, how many there are and what they come to; minor units. */
export const askLatePayments = preparedText<Late>(
  `with late as (
    select d.booking_id, d.due_on, d.amount from payment_dues d
    where d.due_on < (select ($1::timestamptz at time zone c.time_zone)::date from companies c limit 1)
    order by d.due_on, d.booking_id limit ${mostCounted + 1}
  ), events as (
    select booking_id, min(due_on) as due_on, sum(amount) as amount from late group by booking_id
  )
  select b.id, b.reference, b.event_name as "eventName", c.name as customer, e.due_on::text as "dueOn", e.amount::float8 as amount,
    (select count(*)::int from events) as of, (select sum(amount)::float8 from events) as sum,
    (select count(*) > ${mostCounted} from late) as more
  from (select * from events order by due_on, booking_id limit ${shownLate}) e
    join bookings b on b.id = e.booking_id join customers c on c.company_id = b.company_id and c.id = b.customer_id
  order by e.due_on, e.booking_id`,
  ['now'],
);

export const tellLatePayments = tellCounted<Late>;

export type LatePayments = ReturnType<typeof tellLatePayments>;
