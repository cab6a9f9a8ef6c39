import 'server-only';
import { and, asc, eq, isNotNull, lte } from 'drizzle-orm';
import { checkouts } from '@/db/schema/checkouts';
import { actAs, type Tx } from '@/db/session';
import { log } from '@/lib/platform/log';
import { announceTaken } from './events';
import { accountOf, systemOf } from './keys';
import type { Charge } from './provider';
import { nextAsk } from './rules';
import { change, lockCheckout, takeFact } from './settle-checkout';

/** How many a company's sweep asks about; the next one goes on with those that have waited longest. */
const together = 50;

/** Asks about those of a company's checkouts whose time has come. Gives how many. */
export async function sweepCheckouts(companyId: string, now: Date): Promise<number> {
  const due = await actAs(systemOf(companyId), (tx) =>
    tx
      .select({ id: checkouts.id })
      .from(checkouts)
      .where(
        and(
          eq(checkouts.companyId, companyId),
          isNotNull(checkouts.nextAskAt),
          lte(checkouts.nextAskAt, now),
        ),
      )
      .orderBy(asc(checkouts.nextAskAt))
      .limit(together),
  );
  for (const { id } of due) await askAgain(companyId, id, now);
  return due.length;
}

/**
 * Asks the provider what became of a checkout, and lets that follow. Where nobody answers, it is asked again later. `planned`: it is
 * a step of the ladder, not somebody looking.
 */
export async function askAgain(
  companyId: string,
  id: string,
  now: Date,
  { planned = true }: { planned?: boolean } = {},
): Promise<void> {
  const account = await accountOf(companyId);
  const [row] = await actAs(systemOf(companyId), (tx) =>
    tx
      .select({ reference: checkouts.reference, startedAt: checkouts.startedAt })
      .from(checkouts)
      .where(eq(checkouts.id, id)),
  );
  if (!row) return;
  // What the provider was never asked to open, it doesn't know.
  const answer =
    account && row.startedAt ? await account.provider.ask(account.key, row.reference) : undefined;
  if (answer && !answer.ok)
    log.warn({ checkoutId: id, message: answer.message }, 'a provider did not say what became of a payment');
  const outcome = await actAs(systemOf(companyId), async (tx) => {
    const locked = await lockCheckout(tx, { id });
    if (!locked || locked.checkout.paidAt !== null) return undefined;
    if (planned) await plan(tx, locked.checkout, now);
    else await change(tx, locked.checkout, { askedAt: now });
    if (!answer?.ok && row.startedAt) return undefined;
    const charge = (answer?.ok && answer.charge) || neverBegun;
    return takeFact(tx, locked, charge, { asked: true, now });
  });
  await announceTaken(companyId, outcome);
}

async function plan(tx: Tx, checkout: Parameters<typeof change>[1], now: Date): Promise<void> {
  const asks = checkout.asks + 1;
  await change(tx, checkout, { asks, askedAt: now, nextAskAt: nextAsk(checkout.openedAt, asks, now) });
}

/** Nobody has begun to pay. */
const neverBegun: Charge = {
  ...{ what: 'charge', status: 'pending', providerId: null, amount: 0, currency: '', method: 'card' },
  ...{ paidAt: null, failure: null },
};
