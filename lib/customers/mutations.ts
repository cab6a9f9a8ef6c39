import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { companies } from '@/db/schema/companies';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { normalisePhone } from './phone';
import { phoneKey } from './phone-key';
import { type CustomerInput, customerInput, customerUpdate, phoneHelp } from './schema';

const saved = z.object({ id: z.uuid() });

/** Adds a customer. The phone is stored in E.164 and belongs to one customer of the company only. */
export const createCustomer = command({
  name: 'create customer',
  permission: 'customers.write',
  input: customerInput,
  output: saved,
  write: async (tx, input, { companyId }) => {
    const id = v7();
    const columns = await columnsOf(tx, input);
    await tx.insert(customers).values({ ...columns, id, companyId });
    return { id };
  },
});

/** Saves a customer; refuses when someone saved them since the form was opened, with what differs. */
export const updateCustomer = command({
  name: 'update customer',
  permission: 'customers.write',
  input: customerUpdate,
  output: saved,
  write: async (tx, input) => {
    const [stored] = await tx.select().from(customers).where(eq(customers.id, input.id)).for('update');
    if (!stored || stored.anonymisedAt) throw notFound('customer');
    const columns = await columnsOf(tx, input, stored.id);
    if (stored.version !== input.version) {
      const keys = Object.keys(columns) as (keyof typeof columns)[];
      const changed = keys.filter((key) => stored[key] !== columns[key]).map((key) => [key, stored[key]]);
      throw new Refusal('stale', 'Someone else saved this customer while you were editing.', {
        changed: { ...Object.fromEntries(changed), version: stored.version },
      });
    }
    await tx.update(customers).set(columns).where(eq(customers.id, stored.id));
    return { id: stored.id };
  },
});

async function columnsOf(tx: Tx, input: CustomerInput, own?: string) {
  const { name, email, address, language, cuisine, notes } = input;
  const phone = input.phone && (await phoneOf(tx, input.phone));
  if (phone) await requireOwnPhone(tx, phone, own);
  return { name, phone, email, address, language, cuisine, notes };
}

async function phoneOf(tx: Tx, typed: string): Promise<string> {
  const [company] = await tx.select({ country: companies.country }).from(companies);
  const phone = normalisePhone(typed, company?.country ?? '');
  if (phone) return phone;
  throw new Refusal('invalid', phoneHelp, { fields: { phone: phoneHelp } });
}

async function requireOwnPhone(tx: Tx, phone: string, own: string | undefined): Promise<void> {
  const others = await tx
    .select({ id: customers.id, name: customers.name })
    .from(customers)
    .where(eq(sql`phone_key(${customers.phone})`, phoneKey(phone)));
  const other = others.find(({ id }) => id !== own);
  if (!other) return;
  const sentence = `${other.name} already has this phone number.`;
  throw new Refusal('conflict', sentence, { fields: { phone: sentence } });
}
