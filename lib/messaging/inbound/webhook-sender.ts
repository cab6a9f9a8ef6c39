import 'server-only';
import { eq, or } from 'drizzle-orm';
import { senders } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { now } from '@/lib/platform/clock';
import { isSignedBody, isSignedForm } from '../channels/twilio/client';
import { installationAccount } from '../channels/twilio/credentials';
import { unseal } from '../channels/twilio/seal-token';
import { type Fields, field, type Received } from './read-webhook';

/** Who signed a webhook: the installation's account, or the companies whose own account it is. */
export type Signer = { accountSid: string; installation: boolean; companyIds: ReadonlySet<string> };

type Candidate = { token: string; companyId?: string };

const gate = { role: 'auth', name: 'twilio webhook' } as const;
const keptMs = 30_000;
const mostKept = 500;
const kept = new Map<string, { until: number; candidates: Candidate[] }>();

/** Forgets cached tokens, after a sender changed and in tests. */
export function forgetTokens(): void {
  kept.clear();
}

/** Tokens that an account's signature may have been made with. The answer is kept for half a minute. */
async function candidatesOf(accountSid: string): Promise<Candidate[]> {
  const at = now().getTime();
  const known = kept.get(accountSid);
  if (known && known.until > at) return known.candidates;
  const rows = await actAs(gate, (tx) =>
    tx
      .select({ companyId: senders.companyId, sealed: senders.authTokenSealed })
      .from(senders)
      .where(eq(senders.accountSid, accountSid)),
  );
  const candidates = rows.flatMap(({ companyId, sealed }) => {
    const token = sealed ? unseal(sealed, companyId) : undefined;
    return token ? [{ token, companyId }] : [];
  });
  if (kept.size >= mostKept) kept.clear();
  kept.set(accountSid, { until: at + keptMs, candidates });
  return candidates;
}

/** Whose signature a webhook carries, or undefined for nobody's. */
export async function findSigner(received: Extract<Received, { ok: true }>): Promise<Signer | undefined> {
  const accountSid = field(received.fields, 'AccountSid') ?? '';
  const installation = installationAccount();
  if (installation && (accountSid === '' || accountSid === installation.accountSid)) {
    if (isSigned(installation.authToken, received)) {
      return { accountSid: installation.accountSid, installation: true, companyIds: new Set() };
    }
  }
  if (!/^AC[0-9a-f]{32}$/i.test(accountSid)) return undefined;
  const signed = (await candidatesOf(accountSid)).filter(({ token }) => isSigned(token, received));
  if (signed.length === 0) return undefined;
  const companyIds = new Set(signed.flatMap(({ companyId }) => (companyId ? [companyId] : [])));
  return { accountSid, installation: false, companyIds };
}

function isSigned(token: string, received: Extract<Received, { ok: true }>): boolean {
  const { url, signature, fields, body, json } = received;
  try {
    return json
      ? isSignedBody(token, { url, signature, body })
      : isSignedForm(token, { url, signature, fields });
  } catch {
    // Hostile addresses and bodies that the SDK chokes on are not signed.
    return false;
  }
}

type Sender = { companyId: string; senderId: string; accountSid: string | null };

/** Whether this signer may speak for a company: its own account, or the installation's for those without one. */
function speaksFor(signer: Signer, sender: Sender): boolean {
  if (sender.accountSid)
    return signer.accountSid === sender.accountSid && signer.companyIds.has(sender.companyId);
  return signer.installation;
}

/** The sender of ours that a webhook names as its own end of the talk, if this signer may speak for it. */
export async function findSender(
  signer: Signer,
  { fields, name }: { fields: Fields; name: 'To' | 'From' },
): Promise<Sender | undefined> {
  const own = field(fields, name);
  const smsAddress = own?.startsWith('+') ? own : undefined;
  const address = smsAddress ? `whatsapp:${smsAddress}` : own;
  const service = field(fields, 'MessagingServiceSid') || undefined;
  const wanted = [
    ...(address ? [eq(senders.address, address)] : []),
    ...(smsAddress ? [eq(senders.smsAddress, smsAddress)] : []),
    ...(service ? [eq(senders.messagingServiceSid, service)] : []),
  ];
  if (wanted.length === 0) return undefined;
  const rows = await actAs(gate, (tx) =>
    tx
      .select({
        companyId: senders.companyId,
        senderId: senders.id,
        accountSid: senders.accountSid,
        address: senders.address,
        smsAddress: senders.smsAddress,
      })
      .from(senders)
      .where(or(...wanted)),
  );
  // That another company has typed the same number takes nothing from its owner.
  const spoken = rows.filter((row) => speaksFor(signer, row));
  const named = spoken.find(
    (row) =>
      (address !== undefined && row.address === address) ||
      (smsAddress !== undefined && row.smsAddress === smsAddress),
  );
  return named ?? spoken[0];
}

/** Whose message a report is about: our own address names the company; one that isn't ours names the sender. */
export async function findCompany(
  signer: Signer,
  { fields, named }: { fields: Fields; named: string | undefined },
): Promise<string | undefined> {
  if (named) return signer.installation || signer.companyIds.has(named) ? named : undefined;
  return (await findSender(signer, { fields, name: 'From' }))?.companyId;
}
