import { ButtonLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/section';
import { Rating } from './rating';

type Props = {
  bookingId: string;
  given: { rating: number | null; comments: string | null } | undefined;
  /** How far the questions about this event went. */
  asked: { open: boolean; unhappy: boolean };
};

/** On a client's past event: the invitation to say how it was, to go on, or what they said. */
export function PortalFeedback({ bookingId, given, asked }: Props) {
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
        asked.open ? (
          <ButtonLink
            href={`/my/bookings/${bookingId}/feedback`}
            // A document of its own, which the router can't open.
            target="_self"
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
      ) : asked.open ? (
        'A minute of yours helps us cook and serve better.'
      ) : (
        'Thank you, your answer has reached us.'
      )}
    </Notice>
  );
}
