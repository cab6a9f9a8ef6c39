import 'server-only';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { alerts } from '@/db/schema/cases';
import { alertRoutes } from '@/db/schema/notifications';
import type { Tx } from '@/db/session';
import type { Happening } from './happenings';
import { type AlertKind, type AlertRole, isRole, rolesFor } from './kind';

/** Tells the people of a company, or one of them by `userId`, unless an open alert says the same already. */
export async function raiseAlert<A>(
  tx: Tx,
  kind: AlertKind<A>,
  { companyId, about, userId }: { companyId: string; about: NoInfer<A>; userId?: string },
): Promise<void> {
  const kept = kind.about.parse(about);
  const key = kind.key(kept);
  const [route] = await tx
    .select({ roles: alertRoutes.roles })
    .from(alertRoutes)
    .where(and(eq(alertRoutes.companyId, companyId), eq(alertRoutes.kind, kind.kind)));
  // Whoever has read of the first time is told of the next.
  if (kind.again)
    await tx
      .update(alerts)
      .set({ clearedAt: sql`now()` })
      .where(and(eq(alerts.companyId, companyId), eq(alerts.key, key), isNull(alerts.clearedAt)));
  await tx
    .insert(alerts)
    .values({
      companyId,
      kind: kind.kind,
      key,
      about: kept as Record<string, unknown>,
      endsOn: kind.endsOn(kept),
      roles: rolesFor(kind, route?.roles.filter(isRole)),
      userId,
    })
    .onConflictDoNothing({ target: [alerts.companyId, alerts.key], where: sql`cleared_at is null` });
}

/** Something was done: closes whatever asked for it. With the rights of the automation, since it reaches all roles. */
export async function endAlerts(
  tx: Tx,
  companyId: string,
  happened: Happening | readonly Happening[],
): Promise<void> {
  const names = [happened].flat();
  if (names.length === 0) return;
  await tx
    .update(alerts)
    .set({ clearedAt: sql`now()` })
    .where(
      and(
        eq(alerts.companyId, companyId),
        isNull(alerts.clearedAt),
        sql`${alerts.endsOn} && array(select jsonb_array_elements_text(${JSON.stringify(names)}::text::jsonb))`,
      ),
    );
}

/** Closes one by hand: somebody has seen to it. */
export async function settleAlert(tx: Tx, id: string): Promise<void> {
  await tx
    .update(alerts)
    .set({ clearedAt: sql`now()` })
    .where(and(eq(alerts.id, id), isNull(alerts.clearedAt)));
}

/** Opens one again that was closed by hand, unless the same is open anew. Gives whether it was. */
export async function reopenAlert(tx: Tx, id: string): Promise<boolean> {
  const opened = await tx
    .update(alerts)
    .set({ clearedAt: null })
    .where(
      and(
        eq(alerts.id, id),
        sql`${alerts.clearedAt} is not null and not exists (select from alerts o where o.company_id = ${alerts.companyId}
          and o.key = ${alerts.key} and o.cleared_at is null)`,
      ),
    )
    .returning({ id: alerts.id });
  return opened.length > 0;
}

/** Sends those of a kind to these roles from now on, settled ones too, as those to come. */
export async function redirectAlerts(tx: Tx, kind: string, roles: AlertRole[]): Promise<void> {
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
