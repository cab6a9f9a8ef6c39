'use client';

import { PaperLinks } from '@/components/bookings/money/paper-links';
import { StatusPill } from '@/components/bookings/status-pill';
import { TextareaField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { useScreen } from '@/components/screen/use-screen';
import { TextLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Notice, Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { formatEventStart } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { quoteByHand } from '@/lib/quotes/actions';
import type { quoteScreen } from '@/lib/quotes/screens';
import { NoTermsNotice } from './no-terms-notice';
import { QuoteForm } from './quote-form';
import { QuoteList } from './quote-list';

/** Makes and sends a booking's next quote, and shows what became of those before. */
export function QuoteScreen({ sent }: { sent: Sent<DataOf<typeof quoteScreen>> }) {
  const { data, place } = useScreen(sent);
  const { booking, customer, quotes, links, decision, hasTerms } = data;
  const { currency, locale, timeZone, role } = place;
  return (
    <>
      <PageHead
        back={{ href: `/bookings/${booking.id}`, label: booking.reference }}
        title={`Quote for ${booking.eventName}`}
        state={<StatusPill status={booking.status} />}
        meta={[
          <TextLink key="who" href={`/customers/${customer.id}`}>
            {customer.name}
          </TextLink>,
          formatEventStart(booking.startsAt, { timeZone, locale }),
          <Money key="total" amountMinor={booking.total} currency={currency} locale={locale} />,
        ]}
      />
      <div className="flex max-w-2xl flex-col gap-10">
        {quotes.length > 0 ? (
          <QuoteList quotes={quotes} customer={customer} place={{ currency, locale, timeZone }} />
        ) : null}
        {decision.ok ? (
          <>
            <Section
              title={quotes.length > 0 ? 'Make another quote' : 'Make the quote'}
              note="It freezes the booking as it is now. When the booking changes, the quote becomes void by itself."
            >
              {hasTerms ? null : <NoTermsNotice role={role} />}
              <QuoteForm data={data} place={{ currency, locale }} />
            </Section>
            <Section
              title="Quoted by hand"
              note="You told the price on the phone or on paper: nothing is sent, and the next steps are yours."
            >
              <HandForm bookingId={booking.id} />
            </Section>
          </>
        ) : (
          <Notice title="No further quote can be made">{decision.reason}</Notice>
        )}
        <PaperLinks links={links} where={{ timeZone, locale }} />
      </div>
    </>
  );
}

const schema = () => import('@/lib/quotes/schema').then((file) => file.byHandInput.omit({ bookingId: true }));

/** Marks a booking as quoted without sending anything, with how it was told. */
function HandForm({ bookingId }: { bookingId: string }) {
  const form = useForm({
    id: `quote-by-hand-${bookingId}`,
    initial: { reason: '' },
    draft: false,
    schema,
    send: (input, key) => quoteByHand({ bookingId, ...input }, key),
    saved: (_, reset) => {
      notify({ message: 'Marked as quoted' });
      reset();
      showAgain();
    },
  });
  return (
    <Form form={form}>
      <TextareaField
        {...form.field('reason')}
        label="How it was given"
        required
        help="Shown on the booking’s timeline."
        rows={2}
        dir="auto"
      />
      <SaveButton form={form} variant="secondary" className="self-start">
        Mark as quoted
      </SaveButton>
    </Form>
  );
}
