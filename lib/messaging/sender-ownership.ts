import 'server-only';
import { and, eq, ne, or } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { senders } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { env } from '@/lib/platform/env';
import { Refusal } from '@/lib/platform/errors';

type Origins = { address: string | null; smsAddress?: string | null; messagingServiceSid: string | null };
type Wanted = Origins & { id?: string; accountSid: string | null };

const fields = ['address', 'smsAddress', 'messagingServiceSid'] as const;

/**
 * Refuses a sender that isn't the company's. Whoever holds a number gets what customers write to it, so on the
 * installation's account, which all companies share, only what the operator assigned to this company in
 * SHARED_SENDERS may be entered; on an account of its own its token is the proof. What another company uses is
 * refused on any account, whichever field it stands in. Throws Refusal with the field.
 */
export async function mustBeTheirs(companyId: string, wanted: Wanted): Promise<void> {
  const { slug, stored, taken } = await actAs({ role: 'auth', name: 'sender ownership' }, async (tx) => {
    const [company] = await tx
      .select({ slug: companies.slug })
      .from(companies)
      .where(eq(companies.id, companyId));
    const own = wanted.id
      ? await tx
          .select({
            address: senders.address,
            smsAddress: senders.smsAddress,
            messagingServiceSid: senders.messagingServiceSid,
            accountSid: senders.accountSid,
          })
          .from(senders)
          .where(and(eq(senders.id, wanted.id), eq(senders.companyId, companyId)))
      : [];
    const numbers = [wanted.address?.replace(/^whatsapp:/, ''), wanted.smsAddress].flatMap((number) =>
      number?.startsWith('+') ? [number] : [],
    );
    const clash = [
      ...numbers.flatMap((number) => [
        eq(senders.address, `whatsapp:${number}`),
        eq(senders.smsAddress, number),
      ]),
      ...(wanted.messagingServiceSid ? [eq(senders.messagingServiceSid, wanted.messagingServiceSid)] : []),
    ];
    const others =
      clash.length > 0
        ? await tx
            .select({
              address: senders.address,
              smsAddress: senders.smsAddress,
              messagingServiceSid: senders.messagingServiceSid,
            })
            .from(senders)
            .where(and(ne(senders.companyId, companyId), or(...clash)))
        : [];
    return { slug: company?.slug, stored: own[0], taken: others };
  });
  const problems = fields.flatMap((field) => {
    const value = plain(wanted[field]);
    if (!value) return [];
    const isTaken = taken.some((other) => fields.some((one) => plain(other[one]) === value));
    if (isTaken) return [[field, 'Another company uses this.']];
    if (wanted.accountSid) return [];
    // What was entered before stays: the operator may have changed the list since.
    if (stored && !stored.accountSid && plain(stored[field]) === value) return [];
    return isAssigned(env().SHARED_SENDERS, [companyId, slug ?? ''], value)
      ? []
      : [
          [
            field,
            'This isn’t assigned to you on the shared account. Ask the operator, or enter your own account.',
          ],
        ];
  });
  if (problems.length === 0) return;
  throw new Refusal('conflict', String(problems[0]?.[1]), { fields: Object.fromEntries(problems) });
}

const plain = (value: string | null | undefined) =>
  value?.replace(/^whatsapp:/, '').toUpperCase() || undefined;

/**
 * Whether the operator's list gives this number, service or name to the company: `slug=+233…, slug=MG…`, the company
 * by slug or id, `*` for whatever it enters.
 */
export function isAssigned(list: string | undefined, company: readonly string[], value: string): boolean {
  return (list ?? '').split(/[,;\n]/).some((entry) => {
    const at = entry.indexOf('=');
    const [who, what] = [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
    if (at < 1 || !who || !company.includes(who)) return false;
    return what === '*' || plain(what) === value.toUpperCase();
  });
}
