import 'server-only';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { conversations } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';
import { addressOn, type Channel } from '../channels/channel';

/**
 * The conversation at a customer's present address, in whichever spelling WhatsApp uses of it. They hold the number
 * now, so it is theirs from here on, whoever held it before.
 */
export async function ensureConversation(
  tx: Tx,
  { companyId, channel }: { companyId: string; channel: Channel },
  customer: Parameters<typeof addressOn>[1],
): Promise<string> {
  const address = addressOn(channel, customer);
  const ids = await openConversations(
    tx,
    companyId,
    new Map([[address, { id: v7(), customer_id: customer.id }]]),
  );
  const id = ids.get(address);
  if (!id) throw new Error('The conversation that was just written is not visible');
  return id;
}

/**
 * The conversation at an address that somebody claims to have: made for nobody where there is none, and left to whom it
 * belongs where there is one.
 */
export async function strangersConversation(
  tx: Tx,
  { companyId, address }: { companyId: string; address: string },
): Promise<{ id: string; customerId: string | null }> {
  await tx.execute(sql`insert into ${conversations} (id, company_id, address)
    select ${v7()}::uuid, ${companyId}::uuid, ${address} where not exists (select from ${conversations} c
      where c.company_id = ${companyId}::uuid and phone_key(c.address) = phone_key(${address}))
    on conflict do nothing`);
  const [found] = await tx.execute<{ id: string; customer_id: string | null }>(sql`select c.id, c.customer_id
    from ${conversations} c where c.company_id = ${companyId}::uuid and phone_key(c.address) = phone_key(${address})
    order by c.last_inbound_at desc nulls last, c.id limit 1`);
  if (!found) throw new Error('The conversation that was just written is not visible');
  return { id: found.id, customerId: found.customer_id };
}

/** Conversations of a company by the addresses asked for, made where there are none, each with its customer linked. */
export async function openConversations(
  tx: Tx,
  companyId: string,
  wanted: ReadonlyMap<string, { id: string; customer_id: string | null }>,
): Promise<Map<string, string>> {
  const rows = JSON.stringify([...wanted].map(([address, row]) => ({ ...row, address })));
  const given = sql`jsonb_to_recordset(${rows}::text::jsonb) as v(id uuid, customer_id uuid, address text)`;
  // In one order everywhere, so that two writers wait for each other instead of dying together.
  await tx.execute(sql`insert into ${conversations} (id, company_id, customer_id, address)
    select id, ${companyId}::uuid, customer_id, address from ${given}
    where not exists (select from ${conversations} c
      where c.company_id = ${companyId}::uuid and phone_key(c.address) = phone_key(v.address))
    order by address on conflict do nothing`);
  // Whoever has the number now has its conversation, in the spelling that was written from last.
  const found = await tx.execute<{ id: string; address: string }>(sql`
    with theirs as (select distinct on (v.address) v.address, v.customer_id, c.id, c.customer_id as linked
      from ${given}
      join ${conversations} c on c.company_id = ${companyId}::uuid and phone_key(c.address) = phone_key(v.address)
      order by v.address, c.last_inbound_at desc nulls last, c.id),
    linking as (update ${conversations} c set customer_id = t.customer_id from theirs t
      where c.id = t.id and t.linked is distinct from t.customer_id)
    select id, address from theirs`);
  return new Map(found.map(({ id, address }) => [address, id]));
}
