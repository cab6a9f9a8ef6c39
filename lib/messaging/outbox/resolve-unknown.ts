import 'server-only';
import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { messageEvents, messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { now as currentTime } from '@/lib/platform/clock';
import { listMessages, type TwilioAccount } from '../channels/twilio/client';
import { matchLookup } from './match-lookup';
import { type Delivery, postponeLookup, recordOutcome, releaseAttempt, settleMs } from './record-outcome';
import type { Loaded } from './send-facts';

/** A doubtful case is for a person; meanwhile a late callback may still settle it. */
const person = 60 * 60_000;

/**
 * Finds out what became of a message whose answer was lost, before anything is sent again: found, it is
 * adopted; surely absent, it may be sent anew; doubtful, it stays unknown and is looked at again later.
 */
export async function resolveUnknown(loaded: Loaded, account: TwilioAccount): Promise<Delivery> {
  const { message, sender, address } = loaded;
  const { companyId, id: messageId, attempts: attempt } = message;
  const target = { companyId, messageId, attempt };
  const claimedAt = message.claimedAt ?? message.createdAt;
  const now = currentTime();
  let listed: Awaited<ReturnType<typeof listMessages>>;
  try {
    listed = await listMessages(account, { to: address, since: new Date(claimedAt.getTime() - 10_000) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'lookup failed';
    return postponeLookup(target, new Date(now.getTime() + settleMs), reason);
  }
  const { taken, alone } = await readRivals(
    { companyId, messageId, conversationId: message.conversationId },
    listed.map((one) => one.sid),
  );
  const result = matchLookup(listed, {
    body: message.body,
    from: [sender?.address ?? null, sender?.messagingServiceSid ?? null, sender?.smsAddress ?? null],
    claimedAt,
    taken,
    alone,
  });
  if (typeof result === 'object') {
    const { sid, status, errorCode } = result.found;
    const delivery = await recordOutcome(target, {
      outcome: 'accepted',
      sid,
      status,
      errorCode: errorCode ?? undefined,
    });
    return delivery;
  }
  if (result === 'ambiguous') return postponeLookup(target, new Date(now.getTime() + person), 'ambiguous');
  const settledAt = claimedAt.getTime() + settleMs;
  if (now.getTime() < settledAt) return postponeLookup(target, new Date(settledAt), 'not listed yet');
  return releaseAttempt(target);
}

async function readRivals(
  { companyId, messageId, conversationId }: { companyId: string; messageId: string; conversationId: string },
  sids: string[],
): Promise<{ taken: Set<string>; alone: boolean }> {
  return actAs({ role: 'system', companyId, name: 'whatsapp delivery' }, async (tx) => {
    const [owned, reported, [others]] = await Promise.all([
      sids.length === 0
        ? Promise.resolve([])
        : tx
            .select({ sid: messages.sid })
            .from(messages)
            .where(and(inArray(messages.sid, sids), ne(messages.id, messageId))),
      // A callback of the current attempt would have given the row its SID: these are of earlier attempts.
      sids.length === 0
        ? Promise.resolve([])
        : tx
            .selectDistinct({ sid: messageEvents.sid })
            .from(messageEvents)
            .where(and(inArray(messageEvents.sid, sids), isNotNull(messageEvents.messageId))),
      tx
        .select({ n: sql<number>`count(*)::int` })
        .from(messages)
        .where(
          and(
            eq(messages.conversationId, conversationId),
            ne(messages.id, messageId),
            inArray(messages.status, ['sending', 'unknown']),
          ),
        ),
    ]);
    return {
      taken: new Set([...owned, ...reported].flatMap((one) => (one.sid ? [one.sid] : []))),
      alone: (others?.n ?? 0) === 0,
    };
  });
}
