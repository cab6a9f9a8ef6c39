import { ButtonLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/section';
import type { PageView } from '@/lib/feedback/answers/answer-by-page';
import { Rating } from './rating';

type Props = {
  bookingId: string;
  given: { rating: number | null; comments: string | null } | undefined;
  /** How far the questions about this event went. */
  asked: PageView;
};

/** On a client's past event: the invitation to say how it was, to go on, or what they said. */
export function PortalFeedback({ bookingId, given, asked }: Props) {
  const open = asked.stage !== 'done';
  return (
    <Notice
      title={
        given
          ? asked.unhappy
            ? 'We are sorry. Thank you for telling us'
            : 'You told us how it was'
          : 'How was it?'
      }
      actions={
        open ? (
          <ButtonLink
            href={`/my/bookings/${bookingId}/feedback`}
            variant={given ? 'secondary' : 'primary'}
            size="large"
          >
            {given ? (asked.unhappy ? 'Tell us what went wrong' : 'Tell us more') : 'Rate your event'}
          </ButtonLink>
        ) : null
      }
    >
      {given ? (
        <div className="mt-1 flex flex-col gap-1">
          <Rating value={given.rating} />
          {given.comments ? (
            <p dir="auto" className="whitespace-pre-line break-words">
              {given.comments}
            </p>
          ) : null}
        </div>
      ) : open ? (
        'A minute of yours helps us cook and serve better.'
      ) : (
        'Thank you, your answer has reached us.'
      )}
    </Notice>
  );
}
