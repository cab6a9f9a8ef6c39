import 'server-only';
import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { providerEvents } from '@/db/schema/checkouts';
import { actAs, type Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { foldFlood } from '@/lib/audit/fold-flood';
import { recordAudit } from '@/lib/audit/record-audit';
import { originOf } from '@/lib/auth/origin';
import { databaseError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { readBody } from '@/lib/platform/read-body';
import { paymentDoubted } from '../../alert-kinds';
import { announceDoubt, announceTaken } from './events';
import { accountOf, readHookToken, systemOf } from './keys';
import type { ProviderEvent } from './provider';
import { lockCheckout, type Outcome, takeFact } from './settle-checkout';

/** Far above any event of a provider. */
const bodyLimit = 256 * 1024;
const refuse = (status: number) => new Response(null, { status });

/**
 * A provider tells of a payment. 200 only once it is durable, also for what was known and what is nothing of ours, so that it
 * isn't told for ever; 403 for whoever isn't the company's provider, 404 for an address that isn't one of ours.
 */
export async function answerPaymentWebhook(request: Request, token: string, now: Date): Promise<Response> {
  try {
    const companyId = readHookToken(token);
    if (!companyId) return await refused(request, 404, 'no_company');
    const signature = request.headers.get('x-paystack-signature') ?? '';
    if (!/^[0-9a-f]{128}$/i.test(signature)) return await refused(request, 403, 'no_signature');
    const body = await readBody(request, bodyLimit);
    if (body === undefined) return await refused(request, 413, 'too_large');
    const account = await accountOf(companyId);
    if (!account?.provider.isSigned(account.key, signature, body))
      return await refused(request, 403, 'bad_signature');
    const event = account.provider.read(body);
    if (!event) return await refused(request, 400, 'malformed');
    const taken = await onceMoreOnCollision(() => takeEvent(companyId, event, now));
    await announceTaken(companyId, taken?.outcome);
    if (taken?.doubted) await announceDoubt({ companyId, checkoutId: taken.doubted }, event.identity);
    return refuse(200);
  } catch (error) {
    // The provider tells again, and the sweep asks for what it gave up on.
    log.error({ error }, 'payment webhook failed');
    return refuse(503);
  }
}

/** Keeps what was told and lets it follow, once, in one transaction; undefined where it was told before. */
export async function takeEvent(
  companyId: string,
  event: ProviderEvent,
  now: Date,
): Promise<{ outcome?: Outcome; doubted?: string } | undefined> {
  return actAs(systemOf(companyId), async (tx) => {
    const [mine] = event.reference === null ? [] : [await lockCheckout(tx, { reference: event.reference })];
    // Whoever tells the same at once waits here for the first one's commit.
    const known = await isKnown(tx, companyId, event);
    if (known) return undefined;
    const outcome = await follow(tx, { companyId, event, mine, now });
    await tx.insert(providerEvents).values({
      ...{ id: v7(), companyId, identity: event.identity, kind: event.kind, reference: event.reference },
      ...{ checkoutId: mine?.checkout.id ?? null, outcome: outcome.outcome, raw: event.raw, receivedAt: now },
      reason: outcome.outcome === 'parked' ? outcome.reason : null,
    });
    if (outcome.outcome === 'ignored') return {};
    return { outcome, ...(mine && outcome.outcome === 'parked' && { doubted: mine.checkout.id }) };
  });
}

async function isKnown(tx: Tx, companyId: string, { identity }: ProviderEvent): Promise<boolean> {
  const found = await tx
    .select({ id: providerEvents.id })
    .from(providerEvents)
    .where(and(eq(providerEvents.companyId, companyId), eq(providerEvents.identity, identity)));
  return found.length > 0;
}

type Given = {
  companyId: string;
  event: ProviderEvent;
  mine: Awaited<ReturnType<typeof lockCheckout>>;
  now: Date;
};

async function follow(
  tx: Tx,
  { companyId, event, mine, now }: Given,
): Promise<Outcome | { outcome: 'ignored' }> {
  const { fact, reference, kind } = event;
  if (fact && mine) return takeFact(tx, mine, fact, { asked: false, now, word: event.identity });
  if (!fact && !event.unreadable) return { outcome: 'ignored' };
  const reason = fact
    ? 'Nobody was asked for a payment under this reference here.'
    : `The provider’s word of “${kind}” can’t be read.`;
  await raiseAlert(tx, paymentDoubted, {
    companyId,
    about: { bookingId: null, checkoutId: null, reference: reference ?? kind, why: reason },
  });
  return { outcome: 'parked', reason };
}

const collisions = new Set(['23505', '40001', '40P01']);

/** Two that tell the same at once may collide; the second time one of them finds the other's row. */
async function onceMoreOnCollision<T>(take: () => Promise<T>): Promise<T> {
  try {
    return await take();
  } catch (error) {
    if (!collisions.has(databaseError(error)?.code ?? '')) throw error;
    return take();
  }
}

const fold = foldFlood(120);

/** Keeps that a webhook was refused, nothing of its content; a flood is told as one. */
async function refused(request: Request, status: number, reason: string): Promise<Response> {
  const kept = fold();
  if (kept)
    await actAs({ role: 'auth', name: 'payment webhook', ...originOf(request.headers) }, (tx) =>
      recordAudit(tx, {
        category: 'security',
        action: 'webhook_refused',
        detail: { hook: 'payments', reason, ...kept },
      }),
    ).catch((error: unknown) => log.error({ error, reason }, 'webhook event was not kept'));
  return refuse(status);
}
