import 'server-only';
import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { languages } from '@/db/enums';
import { companies } from '@/db/schema/companies';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { notFound, refuseField } from '@/lib/platform/errors';
import { normalisePhone } from './phone';
import { phoneKey } from './phone-key';
import { isReached } from './reached';
import { phoneHelp } from './schema';

/** How someone who writes to us is known: a number in E.164, or an id where WhatsApp hides the number. */
export type Contact = { phone?: string; externalId?: string; profileName?: string };

/** The record that people see: of one that was merged, the one it became part of. */
export const ownId = sql<string>`coalesce(${customers.mergedInto}, ${customers.id})`;

/** The customer with this number in any spelling, else with this id. */
export async function findByContact(tx: Tx, { phone, externalId }: Contact): Promise<string | null> {
  const isTheirs = phone ? isReached({ phones: [phoneKey(phone)] }) : undefined;
  const known = [
    ...(isTheirs ? [isTheirs] : []),
    ...(externalId ? [eq(customers.whatsappId, externalId)] : []),
  ];
  if (known.length === 0) return null;
  const [found] = await tx
    .select({ id: ownId })
    .from(customers)
    .where(or(...known))
    .orderBy(
      sql`${customers.phone} is distinct from ${phone ?? null}`,
      sql`${isTheirs ?? sql`false`} is not true`,
      customers.id,
    )
    .limit(1);
  return found?.id ?? null;
}

/** So that the same person is known again when WhatsApp hides the number. */
export async function rememberWhatsappId(tx: Tx, customerId: string, externalId: string): Promise<void> {
  await tx
    .update(customers)
    .set({ whatsappId: externalId })
    .where(
      and(
        eq(customers.id, customerId),
        isNull(customers.whatsappId),
        sql`not exists (select from ${customers} other where other.company_id = ${customers.companyId} and other.whatsapp_id = ${externalId})`,
      ),
    );
}

/** Someone we don't know says STOP: a customer row, so that the opt-out has somewhere to stay. */
export async function makeFromContact(tx: Tx, companyId: string, contact: Contact): Promise<string> {
  const { phone, externalId, profileName } = contact;
  const id = v7();
  await tx.insert(customers).values({
    id,
    companyId,
    name: profileName ?? phone ?? 'WhatsApp contact',
    phone,
    whatsappId: phone ? undefined : externalId,
    notes: 'Made from a WhatsApp opt-out.',
  });
  return id;
}

/** A sender's number or business-scoped id, of whichever kind the address is. */
function identityOf(address: string): { phone: string | null; whatsappId: string | null } {
  const own = address.replace(/^whatsapp:/, '');
  if (/^\+[1-9]\d{6,14}$/.test(own)) return { phone: own, whatsappId: null };
  return { phone: null, whatsappId: address.startsWith('whatsapp:') ? own : null };
}

/**
 * A number that the office typed, in E.164; without a country it is of the company's. Throws Refusal with the sentence
 * at `field`.
 */
export async function storedPhone(tx: Tx, typed: string, field = 'phone'): Promise<string> {
  const [company] = await tx.select({ country: companies.country }).from(companies);
  const phone = normalisePhone(typed, company?.country ?? '');
  if (phone) return phone;
  throw refuseField(field, phoneHelp);
}

/** Someone who wrote from this address, under the name that the office gives them. */
export async function addFromAddress(
  tx: Tx,
  { companyId, name, address }: { companyId: string; name: string; address: string },
): Promise<string> {
  const [company] = await tx
    .select({ language: companies.language })
    .from(companies)
    .where(eq(companies.id, companyId));
  const id = v7();
  await tx.insert(customers).values({
    id,
    companyId,
    name,
    language: languages.find((one) => one === company?.language),
    ...identityOf(address),
  });
  return id;
}

/** A customer without a number gets the one that they wrote from; another one of theirs stays what it is. */
export async function completeFromAddress(
  tx: Tx,
  { id, address }: { id: string; address: string },
): Promise<void> {
  const [customer] = await tx.select().from(customers).where(eq(customers.id, id)).for('update');
  if (!customer || customer.anonymisedAt) throw notFound('customer');
  const { phone, whatsappId } = identityOf(address);
  const held = phone
    ? await tx
        .select({ id: customers.id })
        .from(customers)
        .where(isReached({ phones: [phoneKey(phone)] }))
    : [];
  await tx
    .update(customers)
    .set({
      phone: customer.phone ?? (held.length === 0 ? phone : null),
      whatsappId: customer.whatsappId ?? whatsappId,
    })
    .where(eq(customers.id, id));
}
