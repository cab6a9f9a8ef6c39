import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { templates } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { templateRepaired } from '@/lib/alerts/happenings';

type TemplateRow = typeof templates.$inferSelect;

/**
 * Whether a wording may be changed in place: WhatsApp hasn't got it, or refused it. Anything that it holds stays
 * as it was reviewed, and a new version goes beside it.
 */
export function mayChangeInPlace({ approval }: Pick<TemplateRow, 'approval'>): boolean {
  return approval === 'unsubmitted' || approval === 'rejected';
}

/** The version that waits beside the wording in use, locked; undefined when there is none. */
export async function findNextVersion(
  tx: Tx,
  { companyId, purpose, language }: Pick<TemplateRow, 'companyId' | 'purpose' | 'language'>,
): Promise<TemplateRow | undefined> {
  const [next] = await tx
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.companyId, companyId),
        eq(templates.purpose, purpose),
        eq(templates.language, language),
        eq(templates.active, false),
        isNull(templates.retiredAt),
      ),
    )
    .for('update');
  return next;
}

/**
 * An approved version takes the place of the wording in use, which is kept for the messages sent with it. Does
 * nothing for a wording that is in use already or was given up.
 */
export async function putInUse(
  tx: Tx,
  { companyId, templateId, now }: { companyId: string; templateId: string; now: Date },
): Promise<void> {
  const [next] = await tx
    .select()
    .from(templates)
    .where(and(eq(templates.companyId, companyId), eq(templates.id, templateId)))
    .for('update');
  if (!next || next.active || next.retiredAt) return;
  const before = await tx
    .update(templates)
    .set({ active: false, retiredAt: now })
    .where(
      and(
        eq(templates.companyId, companyId),
        eq(templates.purpose, next.purpose),
        eq(templates.language, next.language),
        eq(templates.active, true),
      ),
    )
    .returning({ id: templates.id });
  await endAlerts(
    tx,
    companyId,
    before.map(({ id }) => templateRepaired(id)),
  );
  await tx.update(templates).set({ active: true }).where(eq(templates.id, next.id));
}
