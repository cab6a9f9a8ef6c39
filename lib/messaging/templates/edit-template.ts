import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { templates } from '@/db/schema/messaging';
import { escalate, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { templateRepaired } from '@/lib/alerts/happenings';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { templateInput, templateRef } from '../schema';
import { purposes } from './defaults/purposes';
import { findNextVersion, mayChangeInPlace } from './template-versions';
import { readWording } from './template-wording';

type TemplateRow = typeof templates.$inferSelect;

/**
 * Stores a changed wording: in place where WhatsApp hasn't got it, else as a new version beside the one in use,
 * which customers get until WhatsApp approves the new one. Throws Refusal `invalid` with what WhatsApp's rules
 * object to by field, `stale` after someone else's edit, `conflict` while a new version is in review.
 */
export const saveTemplate = command({
  name: 'save template',
  permission: 'settings.write',
  input: templateInput,
  output: z.object({ templateId: z.uuid() }),
  write: async (tx, input) => {
    const row = await load(tx, input.templateId);
    if (row.category === 'authentication')
      throw new Refusal(
        'conflict',
        'WhatsApp words messages with a code itself: there is nothing to change.',
      );
    const { problems, ...wording } = readWording(input, row);
    if (Object.keys(problems).length > 0)
      throw new Refusal('invalid', 'WhatsApp would refuse this wording.', { fields: problems });
    if (mayChangeInPlace(row)) {
      mustBeCurrent(row, input.version);
      return changeInPlace(tx, row, wording);
    }
    if (!row.active) throw inReview();
    const next = await findNextVersion(tx, row);
    if (!next) mustBeCurrent(row, input.version);
    return next ? changeInPlace(tx, mustBeEditable(next), wording) : addVersion(tx, row, wording);
  },
});

type Stored = Pick<TemplateRow, 'body' | 'variables' | 'samples' | 'buttons'>;

async function load(tx: Tx, id: string): Promise<TemplateRow> {
  const [row] = await tx.select().from(templates).where(eq(templates.id, id)).for('update');
  if (!row || row.retiredAt) throw notFound('template');
  return row;
}

function mustBeCurrent(row: TemplateRow, version: number): void {
  if (row.version === version) return;
  throw new Refusal('stale', 'Someone else changed this template meanwhile. Look at it and save again.', {
    changed: { body: row.body, version: row.version },
  });
}

function mustBeEditable(row: TemplateRow): TemplateRow {
  if (!mayChangeInPlace(row)) throw inReview();
  return row;
}

const inReview = () =>
  new Refusal(
    'conflict',
    'A new version is in review at WhatsApp. Wait for its answer, or give it up first.',
  );

async function changeInPlace(tx: Tx, { id }: TemplateRow, wording: Stored): Promise<{ templateId: string }> {
  // A refused content can't be changed at the provider: the next submission makes another.
  const fresh = {
    contentSid: null,
    approval: 'unsubmitted',
    grantedCategory: null,
    rejectionReason: null,
    checkedAt: null,
  } as const;
  await tx
    .update(templates)
    .set({ ...wording, ...fresh })
    .where(eq(templates.id, id));
  return { templateId: id };
}

async function addVersion(tx: Tx, row: TemplateRow, wording: Stored): Promise<{ templateId: string }> {
  const { companyId, purpose, language, name } = row;
  const category = purposes[purpose].category;
  const [made] = await tx
    .insert(templates)
    .values({ ...wording, companyId, purpose, language, name, category, active: false })
    .returning({ templateId: templates.id });
  if (!made) throw notFound('template');
  return made;
}

/** Gives a new version up; the wording in use stays. Throws Refusal for a wording that is in use. */
export const giveUpVersion = command({
  name: 'give up template version',
  permission: 'settings.write',
  input: templateRef,
  output: nothing,
  write: async (tx, { templateId }, actor, at) => {
    const row = await load(tx, templateId);
    if (row.active) throw new Refusal('conflict', 'This wording is in use. Change it instead.');
    await tx
      .update(templates)
      .set({ retiredAt: at })
      .where(and(eq(templates.companyId, row.companyId), eq(templates.id, templateId)));
    await escalate(actor, tx, () => endAlerts(tx, row.companyId, templateRepaired(templateId)));
  },
});
