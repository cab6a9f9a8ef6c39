import 'server-only';
import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { ownId, storedPhone } from './contact';
import { lockPhone } from './lock-phone';
import { phoneKey } from './phone-key';
import { isReached } from './reached';
import { type CallerInput, type CustomerInput, customerInput, customerUpdate, phoneHelp } from './schema';
import { addCustomers, type CustomerColumns, changeCustomer, storedColumns } from './write-customers';

const saved = z.object({ id: z.uuid() });

/** Adds a customer. The phone is stored in E.164 and belongs to one customer of the company only. */
export const createCustomer = command({
  name: 'create customer',
  permission: 'customers.write',
  input: customerInput,
  output: saved,
  write: async (tx, input, { companyId }) => {
    const [id = ''] = await addCustomers(tx, companyId, [await columnsOf(tx, input)]);
    return { id };
  },
});

/** Saves a customer; refuses when someone saved them since the form was opened, with what differs. */
export const updateCustomer = command({
  name: 'update customer',
  permission: 'customers.write',
  input: customerUpdate,
  output: saved,
  write: async (tx, input, actor) => {
    const [stored] = await tx.select().from(customers).where(eq(customers.id, input.id)).for('update');
    if (!stored || stored.anonymisedAt) throw notFound('customer');
    const columns = await columnsOf(tx, input, stored.id);
    if (stored.version !== input.version) {
      const keys = Object.keys(columns) as (keyof typeof columns)[];
      const changed = keys
        .filter((key) => String(stored[key] ?? '') !== String(columns[key] ?? ''))
        .map((key) => [key, stored[key]]);
      throw new Refusal('stale', 'Someone else saved this customer while you were editing.', {
        changed: { ...Object.fromEntries(changed), version: stored.version },
      });
    }
    await changeCustomer(tx, actor, { stored, columns });
    return { id: stored.id };
  },
});

/**
 * Who calls, in the transaction of what they call for: the customer that has this number, in any spelling and
 * untouched, or a new one. Several at once with the same number find the same. `known` is the name of who was found.
 * Throws Refusal with `callerPhone`.
 */
export async function findOrAddCaller(
  tx: Tx,
  { companyId, callerName, callerPhone }: CallerInput & { companyId: string },
): Promise<{ id: string; known: string | null }> {
  const phone = await storedPhone(tx, callerPhone, 'callerPhone');
  await lockPhone(tx, companyId, phoneKey(phone));
  const [found] = await tx
    .select({ id: ownId, name: customers.name })
    .from(customers)
    .where(and(eq(customers.companyId, companyId), isReached({ phones: [phoneKey(phone)] })))
    .limit(1);
  if (found) return { id: found.id, known: await nameOf(tx, found.id) };
  const id = v7();
  await tx.insert(customers).values({ id, companyId, name: callerName, phone });
  return { id, known: null };
}

async function nameOf(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.select({ name: customers.name }).from(customers).where(eq(customers.id, id));
  return row?.name ?? '';
}

/** One of `storedColumns`; throws Refusal with the sentence at its field. */
async function columnsOf(tx: Tx, input: CustomerInput, own?: string): Promise<CustomerColumns> {
  const [answer] = await storedColumns(tx, [{ input, own }]);
  if (answer?.ok) return answer.columns;
  const sentence = answer?.reason ?? phoneHelp;
  throw new Refusal(answer?.code ?? 'invalid', sentence, { fields: { phone: sentence } });
}
