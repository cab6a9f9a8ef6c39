import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { AnswerFlow } from '@/components/feedback/answer-flow';
import { BackLink } from '@/components/feedback/back-link';
import { ButtonLink } from '@/components/ui/link';
import { gatePage } from '@/lib/auth/actor';
import { answerAboutBooking } from '@/lib/feedback/answers/portal-actions';
import { readPortalView } from '@/lib/feedback/mutations';
import { now } from '@/lib/platform/clock';
import { Refusal } from '@/lib/platform/errors';

export const metadata: Metadata = { title: 'Your feedback' };

/** The client's own answer, one question a screen, to the same request that WhatsApp asks about. */
export default async function MyFeedbackPage({ params }: { params: Promise<{ id: string }> }) {
  const { actor } = await gatePage('portal.feedback');
  const { id } = await params;
  if (actor.role !== 'client' || !z.uuid().safeParse(id).success) notFound();
  const eventHref = `/my/bookings/${id}`;
  const view = await readPortalView(actor, id, now()).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'not_found') notFound();
    // Not over yet: the event's own page says how it stands.
    redirect(eventHref);
  });
  return (
    <div className="flex max-w-md flex-col gap-4">
      <BackLink href={eventHref} label={view.event} />
      <AnswerFlow
        first={view}
        store={answerAboutBooking.bind(null, id)}
        end={
          <ButtonLink href={eventHref} variant="primary" size="large" className="self-start">
            Back to my event
          </ButtonLink>
        }
      />
    </div>
  );
}
