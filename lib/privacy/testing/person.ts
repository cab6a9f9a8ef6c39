import { v7 } from 'uuid';
import type { Connection } from '@/db/client';
import { fillCompany } from '@/db/isolation/fill-company';

/**
 * A company in whose every personal table two customers have a row: one to be anonymised and one who stays. All that would
 * stand in the way is settled.
 */
export async function fillPeople(owner: Connection) {
  const company = await fillCompany();
  const companyId = company.id;
  const { customerId, userId } = company.client;
  const manager = company.manager.userId;
  const rows = await owner<
    { id: string }[]
  >`select id from customers where company_id = ${companyId} and name = 'Kwame Owusu'`;
  const otherId = rows[0]?.id ?? '';
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update bookings set status = 'cancelled', cancelled_at = now() where company_id = ${companyId} and status = 'enquiry'`;
    await sql`update invoices set open = 0, credited = total - 1, written_off = 1, write_off_reason = 'x', written_off_on = '2026-01-01' where company_id = ${companyId} and kind = 'invoice'`;
    await sql`update customers set tax_exempt_reason = 'A church' where company_id = ${companyId}`;
    await sql`update bookings set agreed_discount_rate = 100, agreed_discount_reason = 'x' where company_id = ${companyId}`;
    await sql`update booking_lines set discount_rate = 100, price_reason = 'x' where company_id = ${companyId}`;
    await sql`update quotes set change_asked = 'x', change_asked_at = now() where company_id = ${companyId}`;
    await sql`update write_offs set state = 'refused', decided_at = now() where company_id = ${companyId}`;
    await sql`update checkouts set state = 'failed' where company_id = ${companyId}`;
    await sql`update cases set state = 'resolved', acknowledged_at = now(), resolved_at = now() where company_id = ${companyId}`;
    for (const id of [customerId, otherId]) {
      const [booking] = await sql<
        { id: string }[]
      >`select id from bookings where customer_id = ${id} and status = 'completed'`;
      const [message] = await sql<{ id: string }[]>`select id from messages where customer_id = ${id}`;
      const [checkout] = await sql<
        { id: string }[]
      >`select id from checkouts where booking_id = ${booking?.id ?? ''}`;
      const [member] = await sql<
        { user_id: string }[]
      >`select user_id from memberships where customer_id = ${id}`;
      const gone = v7();
      await sql`insert into message_events (company_id, sid, message_id, status, raw) values (${companyId}, ${v7()}, ${message?.id ?? ''}, 'sent', '{}')`;
      await sql`insert into provider_events (id, company_id, identity, kind, outcome, raw, checkout_id) values (${v7()}, ${companyId}, ${v7()}, 'charge', 'ignored', '{}', ${checkout?.id ?? ''})`;
      // A record that became part of theirs, and what it was.
      await sql`insert into customers (id, company_id, name, merged_into) values (${gone}, ${companyId}, 'Was another', ${id})`;
      await sql`insert into customer_merges (id, company_id, kept_id, gone_id, gone_name, kept_before, kept_after, gone_before)
        values (${v7()}, ${companyId}, ${id}, ${gone}, 'Was another', '{}', '{}', '{}')`;
      await sql`insert into consents (id, company_id, customer_id, channel, state, source, text_version) values (${v7()}, ${companyId}, ${id}, 'sms', 'granted', 'staff', 'x')`;
      await sql`insert into purpose_consents (id, company_id, customer_id, purpose, state, version, words, source, reason) values (${v7()}, ${companyId}, ${id}, 'marketing', 'granted', 0, 'Words', 'staff', 'Said so')`;
      await sql`insert into booking_versions (id, company_id, booking_id, number, snapshot, changes, facts, parties) values (${v7()}, ${companyId}, ${booking?.id ?? ''}, 900, '{}', '[{"key": "venue", "old": "A", "new": "B"}]', '{}', '{}')`;
      await sql`insert into capacity_overrides (id, company_id, booking_id, kinds, reason, user_id, xid) values (${v7()}, ${companyId}, ${booking?.id ?? ''}, '{events}', 'Regular', ${userId}, '1')`;
      await sql`insert into alerts (id, company_id, kind, key, title, about) values (${v7()}, ${companyId}, 'test', ${v7()}, 'Test', ${sql.json({ customerId: id })})`;
      await sql`insert into sessions (id, user_id, epoch, expires_at, user_agent) values (${v7()}, ${member?.user_id ?? ''}, 1, now(), 'x')`;
      await sql`insert into second_factors (user_id, secret_sealed, last_step, recovery_hashes) values (${member?.user_id ?? ''}, 'x', 1, '{}') on conflict do nothing`;
      await sql`insert into intents (company_id, user_id, key, command, digest, result) values (${companyId}, ${member?.user_id ?? ''}, ${v7()}, 'test', 'd', '{}')`;
      await sql`insert into invitations (id, company_id, email, role, customer_id, token_hash, invited_by, accepted_at, accepted_by)
        values (${v7()}, ${companyId}, ${`${id}@example.test`}, 'client', ${id}, ${id.replaceAll('-', '').repeat(2)}, ${userId}, now(), ${member?.user_id ?? ''})`;
      const [read] = await sql<
        { id: string }[]
      >`select id from imports where company_id = ${companyId} limit 1`;
      const line = id === customerId ? 900 : 901;
      await sql`insert into import_rows (company_id, import_id, line, cells, state, record_id) values (${companyId}, ${read?.id ?? ''}, ${line}, '{a}', 'written', ${id})`;
      const receipt = v7();
      await sql`insert into receipts (id, company_id, reference, issued_on, void_reason, voided_at) values (${receipt}, ${companyId}, ${v7()}, '2026-01-01', 'Wrong', now())`;
      await sql`update payments set receipt_id = ${receipt} where booking_id = ${booking?.id ?? ''}`;
      // What the office says among themselves about each of their records, with a file; and one that was taken away.
      const [answer] = await sql<
        { id: string }[]
      >`select id from feedback where booking_id = ${booking?.id ?? ''}`;
      const comment = v7();
      await sql`insert into comments (id, company_id, customer_id, body, created_by) values (${comment}, ${companyId}, ${id}, 'Call her', ${manager})`;
      await sql`insert into comments (company_id, feedback_id, id, body, created_by) values (${companyId}, ${answer?.id ?? ''}, ${v7()}, 'Was she right?', ${manager})`;
      await sql`insert into comments (id, company_id, customer_id, body, created_by, removed_at, removed_by) values (${v7()}, ${companyId}, ${id}, '', ${manager}, now(), ${manager})`;
      await sql`insert into comment_files (id, company_id, comment_id, name, kind, size, created_by) values (${v7()}, ${companyId}, ${comment}, 'plan.pdf', 'pdf', 9, ${manager})`;
      const extra = v7();
      await sql`insert into services (id, company_id, name, kind, price, unit, active) values (${extra}, ${companyId}, ${`Cake for ${id}`}, 'other', 100, 'flat', false)`;
      await sql`insert into booking_lines (id, company_id, booking_id, kind, service_id, name, unit, quantity, minimum_order, unit_price, listed_price, position)
        values (${v7()}, ${companyId}, ${booking?.id ?? ''}, 'service', ${extra}, ${`Cake for ${id}`}, 'flat', 1, 1, 100, 100, 99)`;
      const occasion = v7();
      await sql`insert into occasions (id, company_id, customer_id, name) values (${occasion}, ${companyId}, ${id}, 'A wedding')`;
      await sql`insert into occasion_quotes (id, company_id, occasion_id, reference, name) values (${v7()}, ${companyId}, ${occasion}, ${occasion}, 'A wedding')`;
      await sql`insert into paper_links (id, company_id, occasion_quote_id, way) select ${v7()}, ${companyId}, q.id, 'link' from occasion_quotes q where q.occasion_id = ${occasion}`;
      await sql`insert into sign_in_codes (id, company_id, customer_id, channel, address, code_hash) values (${v7()}, ${companyId}, ${id}, 'email', ${`${id}@example.test`}, ${'0'.repeat(64)})`;
      await sql`insert into passkeys (id, user_id, credential_id, public_key, counter, name) values (${v7()}, ${member?.user_id ?? ''}, ${v7()}, ${v7()}, 0, 'A phone')`;
      await sql`insert into report_schedules (id, company_id, user_id, report, every, hour, narrowed) values (${v7()}, ${companyId}, ${userId}, 'feedback', 'week', 7, ${sql.json({ customer: id })})`;
      await sql`update bookings set tax = '{"profile": "VAT", "components": []}' where customer_id = ${id}`;
    }
  });
  return { company, customerId, otherId, userId };
}
