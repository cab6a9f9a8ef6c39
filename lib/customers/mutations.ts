import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { companies } from '@/db/schema/companies';
import { customers } from '@/db/schema/people';
import { type Actor, actAs, type Tx } from '@/db/session';
import { authorise } from '@/lib/auth/authorise';
import { notFound, Refusal } from '@/lib/platform/errors';
import { normalisePhone } from './phone';
import { phoneKey } from './phone-key';
import type { CustomerInput, CustomerUpdate } from './schema';

type OfficeActor = Extract<Actor, { role: 'manager' | 'staff' }>;

/** Adds a customer. The phone is stored in E.164 and belongs to one customer of the company only. */
export async function createCustomer(actor: OfficeActor, input: CustomerInput): Promise<{ id: string }> {
  authorise(actor, 'customers.write');
  const id = v7();
  await actAs(actor, async (tx) => {
    const columns = await columnsOf(tx, input);
    await tx.insert(customers).values({ ...columns, id, companyId: actor.companyId });
  });
  return { id };
}

/** Saves a customer; refuses when someone saved them since the form was opened, with what differs. */
export async function updateCustomer(actor: OfficeActor, input: CustomerUpdate): Promise<{ id: string }> {
  authorise(actor, 'customers.write');
  await actAs(actor, async (tx) => {
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
  });
  return { id: input.id };
}

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
  const sentence = 'This isn’t a phone number we can reach. Write it as 024 412 3456 or +233 24 412 3456.';
  throw new Refusal('invalid', sentence, { fields: { phone: sentence } });
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
