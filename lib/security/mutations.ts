import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { securityEvents, securitySettings } from '@/db/schema/security';
import { escalate } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { securityAcknowledged } from '@/lib/alerts/happenings';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { acknowledgeInput, hoursInput } from './schema';

/** Says what became of something that looked like trouble; once, and for everybody. */
export const acknowledgeEvent = command({
  name: 'acknowledge security event',
  permission: 'security.read',
  input: acknowledgeInput,
  output: nothing,
  write: async (tx, { id, note }, actor, at) => {
    const done = await tx
      .update(securityEvents)
      .set({ acknowledgedAt: at, acknowledgedBy: actor.userId, note })
      .where(and(eq(securityEvents.id, id), isNull(securityEvents.acknowledgedAt)))
      .returning({ id: securityEvents.id });
    if (done.length === 0) {
      const [there] = await tx
        .select({ id: securityEvents.id })
        .from(securityEvents)
        .where(eq(securityEvents.id, id));
      if (!there) throw notFound('event');
      throw new Refusal('conflict', 'Somebody has seen to this already. Reload to read what they found.');
    }
    await escalate(actor, tx, () => endAlerts(tx, actor.companyId, securityAcknowledged(id)));
  },
});

/** Sets when the company works. */
export const setSecurityHours = command({
  name: 'set security hours',
  permission: 'settings.write',
  input: hoursInput,
  output: nothing,
  write: (tx, { opens, closes }, { companyId }, at) =>
    tx
      .insert(securitySettings)
      .values({ companyId, opens, closes, updatedAt: at })
      .onConflictDoUpdate({ target: securitySettings.companyId, set: { opens, closes, updatedAt: at } }),
});
