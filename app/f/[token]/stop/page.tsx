import type { Metadata } from 'next';
import { PublicFrame } from '@/components/feedback/public-frame';
import { StopMessages } from '@/components/feedback/stop-messages';
import { EmptyState } from '@/components/ui/states';
import { stopPublicly } from '@/lib/feedback/answers/link-action';
import { readLinkView } from '@/lib/feedback/mutations';
import { now } from '@/lib/platform/clock';

export const metadata: Metadata = { title: 'No more messages', robots: { index: false, follow: false } };

export default async function StopMessagesPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await readLinkView(token, now());
  if (!view)
    return (
      <PublicFrame company={null}>
        <EmptyState page title="This link doesn’t work any more">
          Reply STOP to any of our messages instead, or tell your caterer.
        </EmptyState>
      </PublicFrame>
    );
  return (
    <PublicFrame company={view.company}>
      <StopMessages stop={stopPublicly.bind(null, token)} company={view.company} />
    </PublicFrame>
  );
}
