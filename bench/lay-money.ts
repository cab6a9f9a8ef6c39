import type { Connection } from '@/db/client';

/**
 * What triggers would have written of bookings that were laid past them: what is due of each and when, and the posting of
 * each payment. The books' days are counted with the other figures.
 */
export async function layMoney(owner: Connection): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`insert into payment_dues (company_id, booking_id, due_on, amount, event_at, earliest)
      select b.company_id, b.id, d.due_on, d.amount, b.starts_at, d.due_on = min(d.due_on) over (partition by b.id) from bookings b, dues_of(b) d
      where b.paid + b.taken_off < b.total on conflict do nothing`;
    await sql`with posted as (
        insert into postings (company_id, kind, source_id, booking_id, day)
        select p.company_id, 'payment', p.id, p.booking_id, (p.received_at at time zone c.time_zone)::date
        from payments p join companies c on c.id = p.company_id
        where not exists (select from postings t where t.company_id = p.company_id and t.source_id = p.id)
        returning id, company_id, source_id
      )
      insert into posting_lines (company_id, posting_id, position, account, part, amount, booking_id)
      select t.company_id, t.id, l.position, l.account, l.part, l.amount, p.booking_id
      from posted t join payments p on p.company_id = t.company_id and p.id = t.source_id
        cross join lateral (values (1, 'money', p.method, p.amount), (2, 'deposits', '', - p.amount)) as l (position, account, part, amount)`;
  });
}
