import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Tabs } from '@/components/ui/tabs';
import type { View } from '@/lib/feedback/list-filter';

/** Title, action and the two halves of the feedback page. */
export function FeedbackHead({ mayRecord, view }: { mayRecord: boolean; view: View }) {
  return (
    <>
      <PageHead
        title="Feedback"
        primary={
          mayRecord ? (
            <ButtonLink href="/feedback/new" variant="primary">
              Record feedback
            </ButtonLink>
          ) : undefined
        }
      />
      <Tabs
        label="Feedback"
        tabs={[
          { label: 'Answers', href: '/feedback', active: view === 'answers' },
          { label: 'Not answered', href: '/feedback?view=unanswered', active: view === 'unanswered' },
        ]}
      />
    </>
  );
}
