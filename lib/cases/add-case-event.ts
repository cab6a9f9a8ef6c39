import 'server-only';
import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { caseEventKinds } from '@/db/enums';
import { caseEvents, cases } from '@/db/schema/cases';
import { escalate, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { caseWorkedOn } from '@/lib/alerts/happenings';
import type { ActorWith } from '@/lib/platform/command';
import { notFound } from '@/lib/platform/errors';

type Row = typeof cases.$inferSelect;
type Event = {
  kind: (typeof caseEventKinds)[number];
  note?: string;
  amount?: number;
  data?: Record<string, unknown>;
};
type Work<T> = { change?: Partial<Row>; event: Event; result: T };

/** Does one piece of work on a locked case and adds its event, whose id the work is told. Throws Refusal. */
export async function addCaseEvent<T>(
  tx: Tx,
  actor: ActorWith<'cases.work'>,
  caseId: string,
  work: (row: Row, eventId: string) => Work<T> | Promise<Work<T>>,
): Promise<T> {
  const { companyId, userId } = actor;
  const [row] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.companyId, companyId), eq(cases.id, caseId)))
    .for('update');
  if (!row) throw notFound('case');
  const id = v7();
  const { change, event, result } = await work(row, id);
  if (change) await tx.update(cases).set(change).where(eq(cases.id, row.id));
  await tx.insert(caseEvents).values({ id, companyId, caseId: row.id, userId, ...event });
  await escalate(actor, tx, () => endAlerts(tx, companyId, caseWorkedOn(caseId)));
  return result;
}
