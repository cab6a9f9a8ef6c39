import 'server-only';
import { eq } from 'drizzle-orm';
import { alerts } from '@/db/schema/cases';
import { alertDigests, alertReads, alertRoutes } from '@/db/schema/notifications';
import { escalate } from '@/db/session';
import { redirectAlerts, settleAlert } from '@/lib/alerts/alerts';
import { rolesFor } from '@/lib/alerts/kind';
import { command, nothing } from '@/lib/platform/command';
import { notFound } from '@/lib/platform/errors';
import { kindNamed } from './kinds';
import { unreadIds } from './queries';
import { digestInput, readInput, routesInput, settleInput } from './schema';

/** Marks what somebody has seen as read, for themselves only. */
export const markNotificationsRead = command({
  name: 'read notifications',
  permission: 'alerts.read',
  input: readInput,
  output: nothing,
  write: async (tx, { ids }, { userId }) => {
    const unread = await unreadIds(tx, ids);
    if (unread.length === 0) return;
    await tx
      .insert(alertReads)
      .values(unread.map(({ id: alertId, companyId }) => ({ companyId, userId, alertId })))
      .onConflictDoNothing();
  },
});

/** Says for everybody that somebody has seen to it. Twice is once. */
export const settleNotification = command({
  name: 'settle notification',
  permission: 'alerts.read',
  input: settleInput,
  output: nothing,
  write: async (tx, { id }, actor) => {
    // Whether it is theirs to see is asked with their own rights.
    const [seen] = await tx.select({ id: alerts.id }).from(alerts).where(eq(alerts.id, id));
    if (!seen) throw notFound('notification');
    await escalate(actor, tx, () => settleAlert(tx, id));
  },
});

/** Sets who hears of which kind. What is usual leaves no row; what is urgent always reaches the managers. */
export const routeAlerts = command({
  name: 'route alerts',
  permission: 'settings.write',
  input: routesInput,
  output: nothing,
  write: async (tx, { routes }, actor, at) => {
    for (const { kind, roles: chosen } of routes) {
      const known = kindNamed(kind);
      if (!known || known.personal) throw notFound('kind of notification');
      const roles = rolesFor(known, chosen);
      if (roles.join() === rolesFor(known, undefined).join())
        await tx.delete(alertRoutes).where(eq(alertRoutes.kind, kind));
      else
        await tx
          .insert(alertRoutes)
          .values({ companyId: actor.companyId, kind, roles, updatedAt: at })
          .onConflictDoUpdate({
            target: [alertRoutes.companyId, alertRoutes.kind],
            set: { roles, updatedAt: at },
          });
      await escalate(actor, tx, () => redirectAlerts(tx, kind, roles));
    }
  },
});

/** Chooses one's own daily mail, or ends it; the day of the last one is kept, so that nobody gets two. */
export const chooseDigest = command({
  name: 'choose digest',
  permission: 'alerts.read',
  input: digestInput,
  output: nothing,
  write: (tx, { hour }, { companyId, userId }) =>
    tx
      .insert(alertDigests)
      .values({ companyId, userId, hour })
      .onConflictDoUpdate({ target: [alertDigests.companyId, alertDigests.userId], set: { hour } }),
});
