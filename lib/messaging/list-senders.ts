import 'server-only';
import { asc, desc, isNotNull, sql } from 'drizzle-orm';
import { senders } from '@/db/schema/messaging';
import { type Actor, readAs } from '@/db/session';

/** The company's senders without their secrets. */
export async function listSenders(actor: Actor) {
  const [rows] = await readAs(actor, (tx) => [
    tx
      .select({
        id: senders.id,
        version: senders.version,
        name: senders.name,
        address: senders.address,
        messagingServiceSid: senders.messagingServiceSid,
        smsAddress: senders.smsAddress,
        accountSid: senders.accountSid,
        hasToken: sql<boolean>`${isNotNull(senders.authTokenSealed)}`,
        active: senders.active,
        rate: senders.rate,
        pausedAt: senders.pausedAt,
        pausedReason: senders.pausedReason,
        pausedUntil: senders.pausedUntil,
        testedAt: senders.testedAt,
      })
      .from(senders)
      .orderBy(desc(senders.active), asc(senders.createdAt)),
  ]);
  return rows;
}

export type ListedSender = Awaited<ReturnType<typeof listSenders>>[number];
