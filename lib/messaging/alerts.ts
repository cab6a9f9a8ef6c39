import 'server-only';
import { and, eq, lt, or, sql } from 'drizzle-orm';
import { alerts } from '@/db/schema/cases';
import { alertRoutes } from '@/db/schema/notifications';
import type { Tx } from '@/db/session';
import { type AlertKind, type AlertRole, alertRoles, isToldAgain, rolesFor } from './alert-kinds';

export type Alert = {
  companyId: string;
  kind: AlertKind;
  /** The same trouble is one open alert. */
  key: string;
  title: string;
  detail?: string;
  href?: string;
};

/** Tells the people of a company, unless an open alert says the same already. */
export async function raiseAlert(tx: Tx, alert: Alert): Promise<void> {
  const [route] = await tx
    .select({ roles: alertRoutes.roles })
    .from(alertRoutes)
    .where(and(eq(alertRoutes.companyId, alert.companyId), eq(alertRoutes.kind, alert.kind)));
  const roles = rolesFor(alert.kind, route?.roles.filter(isRole));
  // Whoever has read of the first time is told of the next.
  if (isToldAgain(alert.kind)) await clearAlert(tx, alert.key);
  await tx
    .insert(alerts)
    .values({ ...alert, roles })
    .onConflictDoNothing({ target: [alerts.companyId, alerts.key], where: sql`cleared_at is null` });
}

/** Closes the open alert of that trouble, if there is one. */
export async function clearAlert(tx: Tx, key: string): Promise<void> {
  await tx
    .update(alerts)
    .set({ clearedAt: sql`now()` })
    .where(sql`${alerts.key} = ${key} and ${alerts.clearedAt} is null`);
}

/** Closes one by hand: somebody has seen to it. Gives whether it was open. */
export async function settleAlert(tx: Tx, id: string): Promise<boolean> {
  const settled = await tx
    .update(alerts)
    .set({ clearedAt: sql`now()` })
    .where(and(eq(alerts.id, id), sql`${alerts.clearedAt} is null`))
    .returning({ id: alerts.id });
  return settled.length > 0;
}

/** Sends those of a kind to these roles from now on, settled ones too, as those to come. */
export async function redirectAlerts(tx: Tx, kind: AlertKind, roles: AlertRole[]): Promise<void> {
  await tx.update(alerts).set({ roles }).where(eq(alerts.kind, kind));
}

/** Days that a settled one is kept, and one that nobody ever settled. */
const keptDays = { settled: 90, open: 365 };

/** Forgets those that were settled long ago, and those of last year; `now` in UTC. */
export async function forgetOldAlerts(tx: Tx, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await tx
    .delete(alerts)
    .where(or(lt(alerts.clearedAt, before(keptDays.settled)), lt(alerts.createdAt, before(keptDays.open))));
}

export const isRole = (role: string): role is AlertRole => alertRoles.includes(role as AlertRole);
