import { Badge, Pill, type Tone } from '@/components/ui/pill';
import { Notice } from '@/components/ui/section';
import type { approvalStates } from '@/db/enums';
import type { ListedTemplate } from '@/lib/messaging/templates/queries';

const looks: Record<(typeof approvalStates)[number], [Tone, string]> = {
  unsubmitted: ['slate', 'Not submitted'],
  received: ['sky', 'Received'],
  pending: ['sky', 'In review'],
  approved: ['green', 'Approved'],
  rejected: ['rose', 'Rejected'],
  paused: ['amber', 'Paused'],
  disabled: ['rose', 'Disabled'],
};
export const languageWords = { en: 'English', fr: 'French', tw: 'Twi' } as const;

/** What WhatsApp thinks of a wording. */
export function ApprovalPill({ template }: { template: Pick<ListedTemplate, 'approval'> }) {
  const [tone, word] = looks[template.approval];
  return <Pill tone={tone}>{word}</Pill>;
}

const driftOf = ({ grantedCategory, category }: ListedTemplate) =>
  grantedCategory !== null && grantedCategory !== category ? grantedCategory : undefined;

/** The category we asked for, and WhatsApp's own where it differs. */
export function CategoryBadge({ template }: { template: ListedTemplate }) {
  const drift = driftOf(template);
  return (
    <Badge tone={drift ? 'amber' : 'neutral'}>
      {drift ? `${template.category}, filed as ${drift}` : template.category}
    </Badge>
  );
}

/** Whether somebody has to look at it. */
export function needsLook(template: ListedTemplate): boolean {
  return ['rejected', 'paused', 'disabled'].includes(template.approval) || driftOf(template) !== undefined;
}

/** What stops a wording, or makes it dearer, and what helps. */
export function TemplateNotices({ template }: { template: ListedTemplate }) {
  const { approval, rejectionReason, category } = template;
  const drift = driftOf(template);
  return (
    <>
      {approval === 'rejected' ? (
        <Notice tone="danger" title="WhatsApp rejected this wording">
          <span className="break-words">{rejectionReason ?? 'It gave no reason.'}</span> Change the wording
          and submit it again.
        </Notice>
      ) : null}
      {approval === 'paused' || approval === 'disabled' ? (
        <Notice tone="danger" title={`WhatsApp has ${approval} this wording`}>
          Too many people blocked or reported it. Messages that need it are not sent; a new version with
          another wording gets around that once it is approved.
        </Notice>
      ) : null}
      {drift ? (
        <Notice tone="attention" title={`Asked for as ${category}, filed as ${drift}`}>
          WhatsApp charges and limits {drift} messages differently. A wording without praise or offers counts
          as utility.
        </Notice>
      ) : null}
    </>
  );
}
