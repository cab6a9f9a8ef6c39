import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { counters } from '@/db/schema/companies';
import { messages, senders } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { now as currentTime } from '@/lib/platform/clock';
import { listMedia, listMessages, type ProviderMessage, type TwilioAccount } from '../channels/twilio/client';
import { accountOf } from '../channels/twilio/credentials';
import { type InboundOrder, receiveMessage } from './receive';
import type { Tap } from './taps';

type Sender = typeof senders.$inferSelect;

/** What was written while the last sweep ran is read again. */
const overlapMs = 60 * 60_000;

/**
 * Fetches the messages that customers wrote and no webhook told us of, since the last time this went through,
 * and stores them the same way. Returns how many were new. Throws when the provider can't be asked; the next
 * sweep then starts from the same time.
 */
export async function fetchMissedInbound(companyId: string, taps: readonly Tap[]): Promise<number> {
  const system = { role: 'system', companyId, name: 'sweep-messages' } as const;
  const known = await actAs(system, (tx) =>
    tx.select().from(senders).where(eq(senders.companyId, companyId)),
  );
  let found = 0;
  for (const sender of known) {
    const account = accountOf(sender);
    if (account) found += await fetchOfSender(sender, account, taps);
  }
  return found;
}

async function fetchOfSender(sender: Sender, account: TwilioAccount, taps: readonly Tap[]): Promise<number> {
  const system = { role: 'system', companyId: sender.companyId, name: 'sweep-messages' } as const;
  const started = currentTime();
  const since = await actAs(system, (tx) => readMark(tx, sender));
  const inbound: ProviderMessage[] = [];
  for (const to of addressesOf(sender)) {
    const listed = await listMessages(account, {
      to,
      since: new Date(since.getTime() - overlapMs),
      limit: 100_000,
    });
    const isOurs = (one: ProviderMessage) =>
      to === undefined ? one.messagingServiceSid === sender.messagingServiceSid : one.to === to;
    inbound.push(...listed.filter((one) => one.direction === 'inbound' && isOurs(one)));
  }
  const missing = await findMissing(sender.companyId, inbound);
  // Listed newest first, in seconds and for each address: the order of writing is what the reader needs.
  const inOrder = missing.reverse().sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  for (const one of inOrder) await receiveMessage(await orderOf(sender, account, one), taps);
  await actAs(system, (tx) => writeMark(tx, sender, started));
  return missing.length;
}

/** Where customers write to; undefined: whatever came through the messaging service. */
function addressesOf({ address, smsAddress }: Sender): (string | undefined)[] {
  return [address ?? undefined, ...(smsAddress?.startsWith('+') ? [smsAddress] : [])];
}

async function findMissing(companyId: string, listed: ProviderMessage[]): Promise<ProviderMessage[]> {
  const missing: ProviderMessage[] = [];
  for (let at = 0; at < listed.length; at += 500) {
    const chunk = listed.slice(at, at + 500);
    const rows = await actAs({ role: 'system', companyId, name: 'sweep-messages' }, (tx) =>
      tx
        .select({ sid: messages.sid })
        .from(messages)
        .where(
          inArray(
            messages.sid,
            chunk.map((one) => one.sid),
          ),
        ),
    );
    const stored = new Set(rows.map((row) => row.sid));
    missing.push(...chunk.filter((one) => !stored.has(one.sid)));
  }
  return missing;
}

async function orderOf(sender: Sender, account: TwilioAccount, one: ProviderMessage): Promise<InboundOrder> {
  const from = one.from ?? '';
  const own = from.replace(/^whatsapp:/, '');
  const isPhone = /^\+[1-9]\d{6,14}$/.test(own);
  return {
    companyId: sender.companyId,
    senderId: sender.id,
    accountSid: account.accountSid,
    message: {
      sid: one.sid,
      from,
      to: one.to ?? undefined,
      phone: isPhone ? own : undefined,
      externalId: isPhone ? undefined : own,
      body: one.body,
      media: one.mediaCount > 0 ? await listMedia(account, one.sid) : [],
      raw: { source: 'provider list', MessageSid: one.sid, From: from, Body: one.body },
      receivedAt: one.createdAt,
    },
  };
}

const markName = (sender: Sender) => `inbound_fetched:${sender.id}`;

async function readMark(tx: Tx, sender: Sender): Promise<Date> {
  const [mark] = await tx
    .select({ value: counters.value })
    .from(counters)
    .where(and(eq(counters.companyId, sender.companyId), eq(counters.name, markName(sender))));
  return mark ? new Date(mark.value) : sender.createdAt;
}

async function writeMark(tx: Tx, sender: Sender, at: Date): Promise<void> {
  await tx
    .insert(counters)
    .values({ companyId: sender.companyId, name: markName(sender), value: at.getTime() })
    .onConflictDoUpdate({
      target: [counters.companyId, counters.name],
      set: { value: sql`greatest(${counters.value}, excluded.value)` },
    });
}
