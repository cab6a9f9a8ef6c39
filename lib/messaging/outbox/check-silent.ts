import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { messages, senders } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { log } from '@/lib/platform/log';
import { fetchMessage, ProviderError, type TwilioAccount } from '../channels/twilio/client';
import { accountOf, installationAccount } from '../channels/twilio/credentials';
import { announce } from '../events';
import { applyStatuses, type StatusReport } from './apply-status';

/**
 * Asks the provider about messages that it said nothing more of, and applies its answers as if they were the
 * callbacks that were lost. Returns how many it knew.
 */
export async function checkSilent(
  companyId: string,
  silent: readonly { id: string; sid: string | null }[],
  now: Date,
): Promise<number> {
  const system = { role: 'system', companyId, name: 'sweep-messages' } as const;
  const accounts = await accountsOf(
    companyId,
    silent.map(({ id }) => id),
  );
  const reports: StatusReport[] = [];
  for (const { id, sid } of silent) {
    const account = accounts.get(id);
    const report = account && sid && (await ask(account, sid));
    if (report) reports.push({ ...report, messageId: id });
  }
  const events = await actAs(system, async (tx) => {
    const told = reports.length > 0 ? await applyStatuses(tx, { companyId, reports, now }) : [];
    const ids = silent.map((one) => one.id);
    // Those that are still under way are looked at again when they are twice as old.
    await tx
      .update(messages)
      .set({
        nextAttemptAt: sql`${now.toISOString()}::timestamptz + greatest(interval '10 minutes', ${now.toISOString()}::timestamptz - ${messages.createdAt})`,
      })
      .where(sql`${inArray(messages.id, ids)} and ${inArray(messages.status, ['queued', 'sent'])}`);
    return told;
  });
  await announce(events);
  return reports.length;
}

async function ask(account: TwilioAccount, sid: string): Promise<StatusReport | undefined> {
  try {
    const found = await fetchMessage(account, sid);
    return { sid, status: found.status, errorCode: found.errorCode ?? undefined, raw: { source: 'lookup' } };
  } catch (error) {
    if (!(error instanceof ProviderError && error.status === 404)) {
      log.warn({ error, sid }, 'a message could not be looked up');
    }
    return undefined;
  }
}

/** By message: the account that it went through, which alone knows it, whichever is active now. */
async function accountsOf(companyId: string, ids: string[]): Promise<Map<string, TwilioAccount | undefined>> {
  const sent = await actAs({ role: 'system', companyId, name: 'sweep-messages' }, (tx) =>
    tx
      .select({ id: messages.id, sender: senders })
      .from(messages)
      .leftJoin(senders, and(eq(senders.companyId, messages.companyId), eq(senders.id, messages.senderId)))
      .where(inArray(messages.id, ids)),
  );
  const fallback = sent.some(({ sender }) => !sender) ? await accountOfCompany(companyId) : undefined;
  return new Map(sent.map(({ id, sender }) => [id, sender ? accountOf(sender) : fallback]));
}

/** The account of a company's active sender, else of the installation. */
export async function accountOfCompany(companyId: string): Promise<TwilioAccount | undefined> {
  const [sender] = await actAs({ role: 'system', companyId, name: 'sweep-messages' }, (tx) =>
    tx.select().from(senders).where(eq(senders.active, true)).limit(1),
  );
  return sender ? accountOf(sender) : installationAccount();
}

/** The account that one sender's messages went and came through, whichever is active now. */
export async function accountOfSender(
  companyId: string,
  senderId: string,
): Promise<TwilioAccount | undefined> {
  const [sender] = await actAs({ role: 'system', companyId, name: 'account of a sender' }, (tx) =>
    tx.select().from(senders).where(eq(senders.id, senderId)),
  );
  return sender && accountOf(sender);
}
