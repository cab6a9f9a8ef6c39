import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { senders } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { log } from '@/lib/platform/log';
import { unknownRecipient } from '../alert-kinds';
import type { Signer } from './webhook-sender';

/**
 * A customer wrote to a number of ours that is nobody's sender: the office of each company on that account is told,
 * once for each number, since such a customer waits for an answer. Says nothing of who wrote. Never throws.
 */
export async function reportUnknownRecipient(signer: Signer, to: string): Promise<void> {
  log.warn({ accountSid: signer.accountSid, to: to.slice(0, 80) }, 'a message to a number without a sender');
  const number = to.replace(/^whatsapp:/, '').slice(0, 60);
  try {
    for (const companyId of await companiesOn(signer))
      await actAs({ role: 'system', companyId, name: 'twilio webhook' }, (tx) =>
        raiseAlert(tx, unknownRecipient, { companyId, about: { number } }),
      );
  } catch (error) {
    log.error({ error, number }, 'nobody could be told of a message to an unknown number');
  }
}

/** Its own companies; for the installation's account those that have none of their own. */
async function companiesOn(signer: Signer): Promise<Iterable<string>> {
  if (!signer.installation) return signer.companyIds;
  const rows = await actAs({ role: 'auth', name: 'twilio webhook' }, (tx) =>
    tx
      .selectDistinct({ companyId: senders.companyId })
      .from(senders)
      .where(and(isNull(senders.accountSid), eq(senders.active, true))),
  );
  return rows.map(({ companyId }) => companyId);
}
