import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { senders } from '@/db/schema/messaging';
import { escalate, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { numberOwned } from '@/lib/alerts/happenings';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { seal } from './channels/twilio/seal-token';
import { forgetTokens } from './inbound/webhook-sender';
import { senderInput } from './schema';
import { mustBeTheirs } from './sender-ownership';

/** Creates or changes a sender. A blank token keeps the stored one. Throws Refusal for a stale edit. */
export const saveSender = command({
  name: 'save sender',
  permission: 'settings.write',
  input: senderInput,
  output: z.object({ id: z.uuid() }),
  before: async (actor, input) => {
    await requireRecentAuth(actor);
    await mustBeTheirs(actor.companyId, input);
  },
  write: async (tx, input, actor) => {
    const { companyId } = actor;
    const { id, version, authToken, address, ...rest } = input;
    const values = {
      ...rest,
      address: address && `whatsapp:${address}`,
      ...(authToken ? { authTokenSealed: seal(authToken, companyId) } : {}),
      ...(input.accountSid ? {} : { authTokenSealed: null }),
    };
    if (input.active) {
      // One active sender a company: choosing one takes the others off.
      const others = and(
        eq(senders.companyId, companyId),
        eq(senders.active, true),
        id ? sql`${senders.id} <> ${id}` : undefined,
      );
      await tx.update(senders).set({ active: false }).where(others);
    }
    if (id) await mustBeCurrent(tx, id, version);
    const [saved] = await (id
      ? tx.update(senders).set(values).where(eq(senders.id, id)).returning({ id: senders.id })
      : tx
          .insert(senders)
          .values({ ...values, companyId })
          .returning({ id: senders.id }));
    if (!saved) throw notFound('sender');
    const numbers = [address, input.smsAddress].flatMap((number) => (number ? [numberOwned(number)] : []));
    await escalate(actor, tx, () => endAlerts(tx, companyId, numbers));
    return saved;
  },
  after: async () => forgetTokens(),
});

async function mustBeCurrent(tx: Tx, id: string, version: number | undefined): Promise<void> {
  const [stored] = await tx.select().from(senders).where(eq(senders.id, id)).for('update');
  if (!stored) throw notFound('sender');
  if (stored.version === version) return;
  const { name, address, messagingServiceSid, smsAddress, accountSid, active, rate } = stored;
  throw new Refusal(
    'stale',
    'Someone else changed this sender meanwhile. Look at their version and save again.',
    {
      changed: {
        name,
        address,
        messagingServiceSid,
        smsAddress,
        accountSid,
        active,
        rate,
        version: stored.version,
      },
    },
  );
}
