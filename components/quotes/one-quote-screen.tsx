'use client';

import { RecordStory } from '@/components/comments/record-timeline';
import { PaperActions } from '@/components/paper/paper-actions';
import { PaperSheet } from '@/components/paper/paper-sheet';
import { useScreen } from '@/components/screen/use-screen';
import { TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Notice } from '@/components/ui/section';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { quoteWords } from '@/lib/quotes/rules';
import type { oneQuoteScreen } from '@/lib/quotes/screens';
import { quoteTones } from './quote-tones';

/** One quote: what the customer holds, what colleagues said about it, and what became of it. */
export function OneQuoteScreen({ sent }: { sent: Sent<DataOf<typeof oneQuoteScreen>> }) {
  const { data, place, now } = useScreen(sent);
  const { quote, paper, talk, history } = data;
  return (
    <>
      <div data-print="no">
        <PageHead
          back={{ href: `/bookings/${quote.bookingId}/quote`, label: 'Quotes of this event' }}
          title={quote.reference}
          state={<Pill tone={quoteTones[quote.standing]}>{quoteWords[quote.standing]}</Pill>}
          meta={[
            <TextLink key="event" href={`/bookings/${quote.bookingId}`}>
              {quote.event}
            </TextLink>,
            quote.customer,
            quote.offer ? `part of ${quote.offer.reference}` : null,
          ]}
          menu={<PaperActions pdf={`/api/v1/quotes/${quote.id}/quote.pdf`} />}
        />
        {quote.byHand ? (
          <div className="mb-8 max-w-3xl">
            <Notice title="It was given by hand">{quote.byHand}</Notice>
          </div>
        ) : null}
      </div>
      <PaperSheet paper={paper} />
      <div data-print="no" className="mt-10 max-w-160">
        <RecordStory record={{ talk, history }} {...{ place, now }} />
      </div>
    </>
  );
}
