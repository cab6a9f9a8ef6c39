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

/** How a template's state got worse; undefined when nothing did. */
export function driftOf(
  before: Pick<TemplateRow, 'approval' | 'grantedCategory' | 'category'>,
  after: Pick<TemplateRow, 'approval' | 'grantedCategory'>,
): 'paused' | 'disabled' | 'rejected' | 'category' | undefined {
  const { approval, grantedCategory } = after;
  if (approval === 'paused' || approval === 'disabled' || approval === 'rejected')
    return before.approval === approval ? undefined : approval;
  const drifted = grantedCategory !== null && grantedCategory !== before.category;
  return drifted && before.grantedCategory !== grantedCategory ? 'category' : undefined;
}
