import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { companies } from '@/db/schema/companies';
import { customers } from '@/db/schema/people';
import { type Actor, escalate, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { contactChanged } from '@/lib/alerts/happenings';
import { lockPhone } from './lock-phone';
import { normalisePhone } from './phone';
import { phoneKey } from './phone-key';
import { isReached } from './reached';
import { type CustomerInput, phoneHelp } from './schema';

export type CustomerColumns = CustomerInput;
export type StoredColumns =
  | { ok: true; columns: CustomerColumns }
  /** Always of the phone. */
  | { ok: false; code: 'invalid' | 'conflict'; reason: string };

/**
 * What customers are stored as, in the order given: the phone in E.164, which belongs to one customer of the company
 * only. `own` is whose input it is, where they are there already. Two questions to the database, however many they are. Of one
 * customer the number is theirs to give away until the transaction ends; the many of an import would keep the office waiting.
 */
export async function storedColumns(
  tx: Tx,
  given: readonly { input: CustomerInput; own?: string | undefined }[],
): Promise<StoredColumns[]> {
  const [company] = await tx.select({ id: companies.id, country: companies.country }).from(companies);
  const phones = given.map(({ input }) => input.phone && normalisePhone(input.phone, company?.country ?? ''));
  const keys = [...new Set(phones.flatMap((phone) => (phone ? [phoneKey(phone)] : [])))];
  const [key] = keys;
  if (company && key && given.length === 1) await lockPhone(tx, company.id, key);
  const held =
    keys.length === 0
      ? []
      : await tx
          .select({ id: customers.id, name: customers.name, key: sql<string>`phone_key(${customers.phone})` })
          .from(customers)
          .where(isReached({ phones: keys }));
  return given.map(({ input, own }, index) => {
    const phone = phones[index];
    if (phone === undefined) return { ok: false, code: 'invalid', reason: phoneHelp };
    const other = phone && held.find(({ id, key }) => key === phoneKey(phone) && id !== own);
    if (other) return { ok: false, code: 'conflict', reason: `${other.name} already has this phone number.` };
    return { ok: true, columns: { ...input, phone: phone || null } };
  });
}

/** Adds customers of `storedColumns`; gives their ids in the same order. */
export async function addCustomers(
  tx: Tx,
  companyId: string,
  added: readonly CustomerColumns[],
): Promise<string[]> {
  const rows = added.map((columns) => ({ ...columns, id: v7(), companyId }));
  if (rows.length > 0) await tx.insert(customers).values(rows);
  return rows.map(({ id }) => id);
}

type Known = { id: string; version: number; phone: string | null; email: string | null };

/**
 * Saves a customer as it was read, and what waited for a new number or address is done. Gives its new version, or
 * undefined where somebody saved them since.
 */
export async function changeCustomer(
  tx: Tx,
  actor: Actor & { companyId: string },
  { stored, columns }: { stored: Known; columns: CustomerColumns },
): Promise<number | undefined> {
  const [saved] = await tx
    .update(customers)
    .set(columns)
    .where(and(eq(customers.id, stored.id), eq(customers.version, stored.version)))
    .returning({ version: customers.version });
  if (saved && (stored.phone !== columns.phone || stored.email !== columns.email))
    await escalate(actor, tx, () => endAlerts(tx, actor.companyId, contactChanged(stored.id)));
  return saved?.version;
}
