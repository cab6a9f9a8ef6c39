import 'server-only';
import { eq } from 'drizzle-orm';
import { onlineKeys } from '@/db/schema/checkouts';
import { type Actor, actAs, type Tx } from '@/db/session';
import { required } from '@/lib/platform/env';
import { linkTokens } from '@/lib/platform/link-tokens';
import { sealing } from '@/lib/platform/seal-secrets';
import { paystack } from './paystack';
import type { Provider } from './provider';

const { seal, unseal } = sealing('online payment key');
const providers: Record<'paystack', Provider> = { paystack };

/** With whom a company takes payments online, by which key. */
export type ProviderAccount = { provider: Provider; key: string };

export const systemOf = (companyId: string): Extract<Actor, { role: 'system' }> => ({
  role: 'system',
  companyId,
  name: 'online-payments',
});

/** A company's account, or undefined where it has none that can be used. With the rights of the automation. */
export async function loadAccount(tx: Tx, companyId: string): Promise<ProviderAccount | undefined> {
  const [row] = await tx.select().from(onlineKeys).where(eq(onlineKeys.companyId, companyId));
  const key = row && unseal(row.authTokenSealed, companyId);
  return key ? { provider: providers[row.provider], key } : undefined;
}

export const accountOf = (companyId: string): Promise<ProviderAccount | undefined> =>
  actAs(systemOf(companyId), (tx) => loadAccount(tx, companyId));

/** A secret key as the database keeps it. */
export const sealedKey = (key: string, companyId: string) => ({
  authTokenSealed: seal(key, companyId),
  mode: key.startsWith('sk_live_') ? ('live' as const) : ('test' as const),
  hint: key.slice(-4),
});

const hooks = linkTokens('payment-webhook');

/** The company of a webhook's address, or undefined where it isn't one of ours. */
export const readHookToken = (token: string): string | undefined => hooks.read(token)?.companyId;

/** Where a company's provider tells us what happened; nobody can guess another company's. */
export const hookAddress = (companyId: string): string =>
  new URL(`/api/webhooks/payments/${hooks.write({ companyId, id: companyId })}`, required('PUBLIC_URL')).href;
