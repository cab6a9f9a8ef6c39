import 'server-only';
import { sql } from 'drizzle-orm';
import { alerts } from '@/db/schema/cases';
import type { Tx } from '@/db/session';

export type Alert = {
  companyId: string;
  kind: string;
  /** The same trouble is one open alert. */
  key: string;
  title: string;
  detail?: string;
  href?: string;
};

/** Tells the people of a company, unless an open alert says the same already. */
export async function raiseAlert(tx: Tx, alert: Alert): Promise<void> {
  await tx
    .insert(alerts)
    .values(alert)
    .onConflictDoNothing({ target: [alerts.companyId, alerts.key], where: sql`cleared_at is null` });
}

/** Closes the open alert of that trouble, if there is one. */
export async function clearAlert(tx: Tx, key: string): Promise<void> {
  await tx
    .update(alerts)
    .set({ clearedAt: sql`now()` })
    .where(sql`${alerts.key} = ${key} and ${alerts.clearedAt} is null`);
}
