import fc from 'fast-check';
import type { Connection } from '@/db/client';
import { makeBooking } from '@/db/factories/booking';
import type { TestCompany } from '@/db/factories/company';
import type { makePackage } from '@/db/factories/package';
import { actAs } from '@/db/session';
import { foldStats } from '../fold';

type World = { owner: Connection; company: TestCompany; whole: Awaited<ReturnType<typeof makePackage>> };

/** The package's main dish and two of its sides, which ones by a figure. */
const choicesOf = (whole: World['whole'], by: number) => [
  { courseId: whole.mains, itemId: whole.main },
  { courseId: whole.sides, itemId: whole.dishes[by % 5] ?? '' },
  { courseId: whole.sides, itemId: whole.dishes[(by + 1) % 5] ?? '' },
];

/** Any booking, line, answer or payment of the company, by a figure. */
const someOf = ({ owner, company }: World, table: string, pick: number) =>
  owner<{ id: string }[]>`select id from ${owner(table)} where company_id = ${company.id} order by id
    offset ${pick} % greatest((select count(*) from ${owner(table)} where company_id = ${company.id}), 1) limit 1`.then(
    ([row]) => row?.id ?? null,
  );

const statuses = ['enquiry', 'quoted', 'confirmed', 'in_progress', 'completed', 'cancelled'] as const;
const zones = ['Africa/Accra', 'Pacific/Kiritimati', 'America/New_York', 'Asia/Kathmandu', 'Europe/Paris'];
export const moment = (day: number) => new Date(Date.UTC(2026, 1, 27, 22, 30) + day * 11 * 3_600_000);

const kinds = [
    'book', 'status', 'move', 'guests', 'customer', 'line', 'unline', 'amount', 'dish', 'answer', 'correct', 'forget',
    'liked', 'later', 'pay', 'refund', 'void', 'delete', 'zone', 'fold', 'undone', 'type', 'diet', 'count', 'long', 'package', 'choose', 'years', 'made',
    'ask', 'reply', 'unask', 'case', 'recase', 'uncase', 'merge', 'part',
] as const; // biome-ignore format: a list

/** What happens to rows: which of them, and in what way. */
export const change = fc.record({ what: fc.constantFrom(...kinds), pick: fc.nat(50), by: fc.nat(20) });
export type AnyChange = typeof change extends fc.Arbitrary<infer T> ? T : never;
/** Each of them, on rows that there are: an event that is agreed, over, asked about, answered and paid for comes first. */
export const everyChange: AnyChange[] = [
  ...(['book', 'book', 'book', 'ask', 'answer', 'liked', 'pay', 'case', 'package'] as const),
  ...kinds,
].map((what, at) => ({ what, pick: 0, by: at % 3 === 0 ? 4 : 7 }));

/** Does it to a row of the company, past the domain's guards: the figures follow whatever happens. Nothing where no row is of the kind. */
export async function apply(world: World, { what, pick, by }: AnyChange): Promise<void> {
  const { owner, company, whole } = world;
  const some = (table: string, at: number) => someOf(world, table, at);
  const booking = await some('bookings', pick);
  const at = moment(by).toISOString();
  const years = `${(by % 5) - 2} years`;
  if (what === 'book') {
    const status = statuses[by % 5] ?? 'enquiry';
    await makeBooking(company.id, { status, startsAt: moment(by), quantity: 10 + pick });
  } else if (what === 'status') {
    const to = statuses[by % 6] ?? 'enquiry';
    await owner`update bookings set status = ${to}, completed_at = ${to === 'completed' ? at : null},
      cancelled_at = ${to === 'cancelled' ? at : null}, cancellation_fee = case when ${to} = 'cancelled' then cancellation_fee end,
      taken_off = case when ${to} = 'cancelled' then taken_off else 0 end where id = ${booking}`;
  } else if (what === 'move')
    await owner`update bookings set starts_at = ${at}, ends_at = ${at}::timestamptz + interval '4 hours' where id = ${booking}`;
  // Years away, so that customers have been active, weren't, and are again.
  else if (what === 'years')
    await owner`update bookings set starts_at = starts_at + ${years}::interval, ends_at = starts_at + ${years}::interval + (ends_at - starts_at) where id = ${booking}`;
  else if (what === 'made')
    await owner`update bookings set created_at = ${at}, confirmed_at = ${by % 2 ? moment(by + 5) : null} where id = ${booking}`;
  else if (what === 'guests') await owner`update bookings set guests = ${1 + by} where id = ${booking}`;
  else if (what === 'type') await owner`update bookings set event_type = 'church' where id = ${booking}`;
  else if (what === 'customer')
    await owner`update bookings set customer_id = ${await some('customers', by)} where id = ${booking}`;
  else if (what === 'line') {
    const item = await some('items', by);
    if (booking && item)
      await owner`insert into booking_lines (id, company_id, booking_id, kind, item_id, name, unit_price, quantity)
        select gen_random_uuid(), ${company.id}, ${booking}, 'menu', ${item}, 'Waakye', 700, 1 + n from generate_series(1, ${1 + (by % 3)}) n limit 1`;
  } else if (what === 'unline')
    await owner`delete from booking_lines l where id = ${await some('booking_lines', pick)}
      and not exists (select from feedback_dishes d where d.line_id = l.id)`;
  else if (what === 'amount')
    await owner`update booking_lines set quantity = minimum_order + ${by} where id = ${await some('booking_lines', pick)}`;
  else if (what === 'dish')
    await owner`update booking_lines set item_id = ${await some('items', by)} where id = ${await some('booking_lines', pick)} and kind = 'menu' and item_id is not null`;
  else if (what === 'answer')
    await owner`insert into feedback (id, company_id, booking_id, customer_id, rating, food, would_recommend, source, given_at)
      select gen_random_uuid(), company_id, id, customer_id, ${1 + (by % 5)}, ${by % 2 ? 3 : null}, ${by % 3 ? true : null}, 'portal', ${at}
      from bookings where id = ${booking} on conflict do nothing`;
  else if (what === 'correct')
    await owner`update feedback set rating = ${by % 4 ? 1 + (by % 5) : null}, would_recommend = ${by % 2 === 0} where id = ${await some('feedback', pick)}`;
  else if (what === 'later')
    await owner`update feedback set given_at = ${at} where id = ${await some('feedback', pick)}`;
  else if (what === 'forget') {
    const answer = await some('feedback', pick);
    await owner`delete from feedback_dishes where feedback_id = ${answer}`;
    await owner`delete from feedback where id = ${answer}`;
  } else if (what === 'liked')
    await owner`insert into feedback_dishes (id, company_id, feedback_id, line_id, item_id, liked)
      select gen_random_uuid(), f.company_id, f.id, d.line_id, d.item_id, ${by % 2 === 0} from feedback f
        join dishes_served d on d.booking_id = f.booking_id where f.id = ${await some('feedback', pick)}
      on conflict (company_id, feedback_id, line_id, item_id) do update set liked = excluded.liked`;
  else if (what === 'pay')
    await owner`insert into payments (id, company_id, booking_id, amount, method, received_at)
      select gen_random_uuid(), company_id, id, 1 + (total - taken_off - paid) / 3, 'cash', ${at}
      from bookings where id = ${booking} and total - taken_off - paid > 3`;
  else if (what === 'refund')
    await owner`insert into payments (id, company_id, booking_id, amount, method, status, refunds, reason)
      select gen_random_uuid(), company_id, booking_id, 1, 'cash', 'refunded', id, 'Test' from payments p
      where id = ${await some('payments', pick)} and status = 'received'
        and not exists (select from payments r where r.refunds = p.id)`;
  else if (what === 'void')
    await owner`update payments set status = 'void', reason = 'Test' where id = ${await some('payments', pick)}
      and status = 'received' and not exists (select from payments r where r.refunds = payments.id)`;
  else if (what === 'ask')
    await owner`insert into feedback_requests (id, company_id, booking_id, customer_id, due_at, asked_at)
      select gen_random_uuid(), company_id, id, customer_id, ${at}, ${by % 3 ? at : null} from bookings where id = ${booking} on conflict do nothing`;
  else if (what === 'reply')
    await owner`update feedback_requests set asked_at = ${by % 4 ? at : null}, answered_at = ${by % 2 ? at : null} where id = ${await some('feedback_requests', pick)}`;
  else if (what === 'unask')
    await owner`delete from feedback_requests where id = ${await some('feedback_requests', pick)}`;
  else if (what === 'case')
    await owner`insert into cases (id, company_id, booking_id, customer_id, reason, summary, acknowledge_by, resolve_by, created_at)
      select gen_random_uuid(), company_id, id, customer_id, ${by % 2 ? 'safety' : 'manual'}, 'Test', ${at}, ${at}, ${at} from bookings where id = ${booking} on conflict do nothing`;
  else if (what === 'recase')
    await owner`update cases set reason = ${by % 2 ? 'low_rating' : 'needs_human'}, created_at = ${at} where id = ${await some('cases', pick)}`;
  else if (what === 'uncase') await owner`delete from cases where id = ${await some('cases', pick)}`;
  else if (what === 'merge') await merge(world, pick, by);
  else if (what === 'part') await part(world);
  else if (what === 'delete') {
    for (const table of ['enquiries', 'cases', 'feedback_requests'])
      await owner`delete from ${owner(table)} where booking_id = ${booking}`;
    await owner`delete from bookings b where id = ${booking} and not exists (select from feedback f where f.booking_id = b.id)
      and not exists (select from payments p where p.booking_id = b.id)`;
  } else if (what === 'zone')
    await owner`update companies set time_zone = ${zones[by % zones.length] ?? ''} where id = ${company.id}`;
  else if (what === 'diet')
    await owner`update bookings set dietary = ${by % 2 ? 'No nuts' : null} where id = ${booking}`;
  else if (what === 'count')
    await owner`update bookings set guaranteed_guests = ${by || null} where id = ${booking}`;
  else if (what === 'long')
    await owner`update bookings set ends_at = starts_at + make_interval(hours => ${1 + by}) where id = ${booking}`;
  else if (what === 'package') {
    if (booking)
      await owner`insert into booking_lines (id, company_id, booking_id, kind, package_id, choices, name, unit_price, unit, quantity)
        values (gen_random_uuid(), ${company.id}, ${booking}, 'menu', ${whole.id}, ${owner.json(choicesOf(whole, by))}, 'Gold', 0, ${by % 2 ? 'guest' : 'flat'}, ${20 + by})`;
  } else if (what === 'choose')
    await owner`update booking_lines set choices = ${owner.json(choicesOf(whole, by))} where id = (
      select id from booking_lines where company_id = ${company.id} and package_id is not null order by id limit 1)`;
  else if (what === 'fold') await foldStats(1 + by * 3);
  else
    await owner
      .begin(async (tx) => {
        await tx`update bookings set status = 'cancelled', cancelled_at = now(), completed_at = null where id = ${booking}`;
        throw new Error('undone');
      })
      .catch(() => undefined);
}

/** Two customers become one, as a manager has it done; not those that the database keeps apart. */
async function merge({ owner, company }: World, pick: number, by: number): Promise<void> {
  const [one, other] = await owner<{ id: string }[]>`select id from customers where company_id = ${company.id}
    and merged_into is null order by id offset ${(pick + by) % 5} limit 2`;
  if (one && other)
    await asManager(company, `select merge_customers(gen_random_uuid(), '${one.id}', '${other.id}')`);
}

/** The newest merge that still stands is taken back. */
async function part({ owner, company }: World): Promise<void> {
  const [row] = await owner<{ id: string }[]>`
    select id from customer_merges where company_id = ${company.id} and undone_at is null order by made_at desc, id limit 1`;
  if (row) await asManager(company, `select unmerge_customers('${row.id}')`);
}

const asManager = (company: TestCompany, call: string) =>
  actAs(company.manager, (tx) => tx.execute(call)).catch((error: { code?: string }) => {
    if (!error.code?.startsWith('CT03')) throw error;
  });
