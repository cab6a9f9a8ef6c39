import type { Metadata } from 'next';
import { AnswerFlow } from '@/components/feedback/answer-flow';
import { PublicFrame } from '@/components/feedback/public-frame';
import { EmptyState } from '@/components/ui/states';
import { answerPublicly } from '@/lib/feedback/answers/link-action';
import { pageWordsOf } from '@/lib/feedback/conversation/spoken/page';
import { readLinkView } from '@/lib/feedback/mutations';
import { now } from '@/lib/platform/clock';

export const metadata: Metadata = { title: 'Your feedback', robots: { index: false, follow: false } };

export default async function FeedbackLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await readLinkView(token, now());
  if (!view)
    return (
      <PublicFrame company={null}>
        <EmptyState page title="This link doesn’t work any more">
          It may have expired, or a part of it got lost on the way. Answer our WhatsApp message instead, or
          ask your caterer for a new link.
        </EmptyState>
      </PublicFrame>
    );
  return (
    <PublicFrame company={view.company}>
      <AnswerFlow first={view} store={answerPublicly.bind(null, token)} />
      <p className="mt-10 text-sm">
        <a href={`/f/${token}/stop`} className="text-muted underline">
          {pageWordsOf(view.tongue).stop}
        </a>
      </p>
    </PublicFrame>
  );
}
