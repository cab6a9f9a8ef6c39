import 'server-only';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { customers } from '@/db/schema/people';
import { escalate, type Tx } from '@/db/session';
import type { Importer } from '@/lib/platform/import-kind';
import { cleanLine } from '@/lib/platform/text';
import type { CustomerColumns } from '../write-customers';
import { judgeCustomers } from './judge-customers';

/** What a row about something else says of its customer; empty where it says nothing. */
export type Contact = { name: string; phone: string; email: string };
export type ContactVerdict =
  | { known: string }
  /** Nobody yet; `key` is what two rows about one person share. */
  | { key: string; columns: CustomerColumns }
  | { outcome: 'conflict' | 'bad'; field: keyof Contact; reason: string };

const mapping = { name: 0, phone: 1, email: 2 };

/**
 * Whose each row is: by the rules of a list of customers where it gives a phone number or an e-mail; by the name alone
 * where it gives nothing else, if one customer is called that. Nothing of a customer that is there is changed.
 */
export async function judgeContacts(
  tx: Tx,
  actor: Importer,
  { contacts, now }: { contacts: readonly Contact[]; now: Date },
): Promise<ContactVerdict[]> {
  const named = await findNamed(tx, actor, contacts);
  const rows = contacts.map(({ name, phone, email }) => [name, phone, email]);
  const brought = async () => new Set<string>();
  const judged = await judgeCustomers(tx, actor, { mapping, existing: 'keep', rows, now, brought });
  return contacts.map((contact, index): ContactVerdict => {
    if (!contact.phone && !contact.email) {
      const [one, ...others] = named.get(keyOf(contact.name)) ?? [];
      if (others.length > 0)
        return {
          outcome: 'conflict',
          field: 'name',
          reason: `${others.length + 1} customers are called this. Add a column with the phone number or the e-mail.`,
        };
      if (one) return { known: one };
    }
    const verdict = judged[index];
    if (verdict?.outcome === 'new') return { key: verdict.key, columns: verdict.columns };
    if (verdict?.outcome === 'same' || verdict?.outcome === 'update') return { known: verdict.stored.id };
    const { outcome = 'bad', field = 'name', reason = '' } = verdict ?? {};
    return { outcome, field: field === 'phone' || field === 'email' ? field : 'name', reason };
  });
}

const keyOf = (name: string) => cleanLine(name).toLowerCase();

async function findNamed(tx: Tx, actor: Importer, contacts: readonly Contact[]) {
  const names = [
    ...new Set(contacts.flatMap(({ name, phone, email }) => (phone || email ? [] : [keyOf(name)]))),
  ];
  const found = new Map<string, string[]>();
  if (names.length === 0) return found;
  const rows = await escalate(actor, tx, () =>
    tx
      .select({ id: customers.id, name: customers.name })
      .from(customers)
      .where(
        and(
          eq(customers.companyId, actor.companyId),
          isNull(customers.anonymisedAt),
          isNull(customers.mergedInto),
          inArray(sql`lower(${customers.name})`, names),
        ),
      ),
  );
  for (const { id, name } of rows) found.set(keyOf(name), [...(found.get(keyOf(name)) ?? []), id]);
  return found;
}
