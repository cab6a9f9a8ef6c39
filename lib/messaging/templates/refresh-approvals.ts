import 'server-only';
import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import { templates } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { endAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { templateRepaired } from '@/lib/alerts/happenings';
import { log } from '@/lib/platform/log';
import { templateCategory, templateDisabled, templatePaused, templateRejected } from '../alert-kinds';
import { fetchApproval, type TwilioAccount } from '../channels/twilio/client';
import { driftOf, readApproval } from './template-approval';
import { putInUse } from './template-versions';

const chunk = 30;

/**
 * Asks WhatsApp what it thinks of each submitted template of a company, stores it and alerts when one was
 * paused, rejected or filed under another category. Returns how many changed.
 */
export async function refreshApprovals(
  companyId: string,
  account: TwilioAccount,
  now: Date,
): Promise<number> {
  const system = { role: 'system', companyId, name: 'template registry' } as const;
  let after = '00000000-0000-0000-0000-000000000000';
  let changed = 0;
  for (;;) {
    const rows = await actAs(system, (tx) =>
      tx
        .select()
        .from(templates)
        .where(
          and(
            eq(templates.companyId, companyId),
            isNotNull(templates.contentSid),
            isNull(templates.retiredAt),
            gt(templates.id, after),
          ),
        )
        .orderBy(asc(templates.id))
        .limit(chunk),
    );
    for (const row of rows) if (await refreshOne(row, account, now)) changed += 1;
    const last = rows.at(-1);
    if (!last) return changed;
    after = last.id;
  }
}

type TemplateRow = typeof templates.$inferSelect;

async function refreshOne(row: TemplateRow, account: TwilioAccount, now: Date): Promise<boolean> {
  if (!row.contentSid) return false;
  let state: ReturnType<typeof readApproval>;
  try {
    state = readApproval(await fetchApproval(account, row.contentSid));
  } catch (error) {
    log.warn({ error, templateId: row.id }, 'the approval state of a template could not be fetched');
    return false;
  }
  const same = row.approval === state.approval && row.grantedCategory === state.grantedCategory;
  await actAs({ role: 'system', companyId: row.companyId, name: 'template registry' }, async (tx) => {
    await tx
      .update(templates)
      .set({ ...state, checkedAt: now })
      .where(eq(templates.id, row.id));
    const { companyId } = row;
    if (state.approval === 'approved') {
      await putInUse(tx, { companyId, templateId: row.id, now });
      const filedAsAsked = row.grantedCategory !== row.category && state.grantedCategory === row.category;
      if (row.approval !== 'approved' || filedAsAsked)
        await endAlerts(tx, companyId, templateRepaired(row.id));
    }
    await tellOfDrift(tx, row, state);
  });
  return !same;
}

type Approved = ReturnType<typeof readApproval>;

/** Tells people when a template got worse. */
async function tellOfDrift(tx: Tx, before: TemplateRow, after: Approved): Promise<void> {
  const { companyId, id: templateId, category: asked } = before;
  switch (driftOf(before, after)) {
    case 'paused':
      return raiseAlert(tx, templatePaused, { companyId, about: { templateId } });
    case 'disabled':
      return raiseAlert(tx, templateDisabled, { companyId, about: { templateId } });
    case 'rejected':
      return raiseAlert(tx, templateRejected, {
        companyId,
        about: { templateId, reason: after.rejectionReason ?? null },
      });
    case 'category':
      return raiseAlert(tx, templateCategory, {
        companyId,
        about: { templateId, asked, granted: after.grantedCategory ?? asked },
      });
  }
}
