import { approvalStates, templateCategories } from '@/db/enums';
import type { templates } from '@/db/schema/messaging';
import type { Approval } from '../channels/twilio/client';

type TemplateRow = typeof templates.$inferSelect;

/** The provider's answer in our words; a state that we don't know counts as pending. */
export function readApproval(
  answer: Approval,
): Pick<TemplateRow, 'approval' | 'grantedCategory' | 'rejectionReason'> {
  const category = answer.category?.toLowerCase();
  return {
    approval: approvalStates.find((state) => state === answer.status.toLowerCase()) ?? 'pending',
    grantedCategory: templateCategories.find((one) => one === category) ?? null,
    rejectionReason: answer.rejectionReason ?? null,
  };
}

export type Drift = { key: 'paused' | 'rejected' | 'category'; title: string; detail: string };

/** What a person should know about a template's new state; undefined when nothing got worse. */
export function driftOf(
  before: Pick<TemplateRow, 'approval' | 'grantedCategory' | 'category' | 'name'>,
  after: Pick<TemplateRow, 'approval' | 'grantedCategory' | 'rejectionReason'>,
): Drift | undefined {
  const stopped = after.approval === 'paused' || after.approval === 'disabled';
  if (stopped && before.approval !== after.approval) {
    return {
      key: 'paused',
      title: `WhatsApp ${after.approval} the template ${before.name}`,
      detail:
        'Messages that need it are not sent. Improve the wording or wait until WhatsApp lifts the pause.',
    };
  }
  if (after.approval === 'rejected' && before.approval !== 'rejected') {
    return {
      key: 'rejected',
      title: `WhatsApp rejected the template ${before.name}`,
      detail: after.rejectionReason ?? 'WhatsApp gave no reason.',
    };
  }
  const drifted = after.grantedCategory !== null && after.grantedCategory !== before.category;
  if (drifted && before.grantedCategory !== after.grantedCategory) {
    return {
      key: 'category',
      title: `WhatsApp files ${before.name} as ${after.grantedCategory}`,
      detail: `It was submitted as ${before.category}; other limits and prices apply now.`,
    };
  }
  return undefined;
}
