import 'server-only';
import { preparedText } from '@/db/prepared';
import { type Counted, mostCounted, tellCounted } from '../../counted-rows';
import { mayApprove, mayRefuse, mayWithdraw, type WriteOffRequest } from './rules';

type Row = Omit<WriteOffRequest, 'askedAt'> & {
  id: string;
  reason: string;
  note: string | null;
  askedAt: Date | string;
  asker: string | null;
  decidedAt: Date | string | null;
  decider: string | null;
  /** Whether the company has a manager besides who looks. */
  others: boolean;
};

/** All that was asked to be written off of an invoice, the newest on top, by whom and what became of it. */
export const askWriteOffs = preparedText<Row>(
  `select w.id, w.state, w.amount::float8 as amount, w.reason, w.note, w.asked_by as "askedBy", w.asked_at as "askedAt", w.asked_alone as "askedAlone", a.name as asker,
    w.decided_at as "decidedAt", d.name as decider,
    has_other_manager(nullif(current_setting('app.user_id', true), '')::uuid) as others
  from write_offs w left join users a on a.id = w.asked_by left join users d on d.id = w.decided_by
  where w.invoice_id = $1::uuid order by w.asked_at desc, w.id desc limit 50`,
  ['id'],
);

type Reader = { me: string; isManager: boolean; open: number; now: Date };

/** What waits for a decision, with what whoever looks may do about it; and what was decided. */
export function tellWriteOffs(rows: readonly Row[], { me, isManager, open, now }: Reader) {
  const told = rows.map(({ others, askedAt, decidedAt, ...row }) => ({
    row: { ...row, askedAt: new Date(askedAt), decidedAt: decidedAt === null ? null : new Date(decidedAt) },
    others,
  }));
  const waiting = told.find(({ row }) => row.state === 'asked');
  return {
    waiting: waiting && {
      ...waiting.row,
      approve: isManager ? mayApprove(waiting.row, { me, open, others: waiting.others, now }) : undefined,
      mayRefuse: isManager && mayRefuse(waiting.row, me).ok,
      mayWithdraw: mayWithdraw(waiting.row, me).ok,
    },
    decided: told.flatMap(({ row }) => (row.state === 'asked' ? [] : [row])),
  };
}
export type WriteOffs = ReturnType<typeof tellWriteOffs>;

const shown = 3;
type Waiting = {
  id: string;
  invoiceId: string;
  reference: string;
  customer: string;
  asker: string | null;
  reason: string;
  amount: number;
} & Counted;

/** What waits to be written off, the oldest first, and what it comes to; minor units. */
export const askWriteOffsToday = preparedText<Waiting>(
  `with waiting as (
    select w.* from write_offs w where w.state = 'asked' order by w.asked_at, w.id limit ${mostCounted + 1}
  )
  select w.id, w.invoice_id as "invoiceId", i.reference, c.name as customer, u.name as asker, w.reason, w.amount::float8 as amount,
    (select count(*)::int from waiting) as of, (select sum(amount)::float8 from waiting) as sum,
    (select count(*) > ${mostCounted} from waiting) as more
  from (select * from waiting order by asked_at, id limit ${shown}) w
    join invoices i on i.company_id = w.company_id and i.id = w.invoice_id
    join bookings b on b.company_id = i.company_id and b.id = i.booking_id
    join customers c on c.company_id = b.company_id and c.id = b.customer_id left join users u on u.id = w.asked_by
  order by w.asked_at, w.id`,
);

export const tellWriteOffsToday = tellCounted<Waiting>;
export type WriteOffsToday = ReturnType<typeof tellWriteOffsToday>;
