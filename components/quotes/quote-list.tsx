'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { TextLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { Pill, type Tone } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { formatDateTime, formatFullDay } from '@/lib/platform/format/dates';
import { sendQuote } from '@/lib/quotes/actions';
import { lastDayOf } from '@/lib/quotes/last-day';
import type { ToldQuote } from '@/lib/quotes/queries';
import { endWords, type QuoteStatus, quoteWords } from '@/lib/quotes/rules';
import type { QuoteWay } from '@/lib/quotes/schema';
import { sayChange } from '@/lib/quotes/spoken/changes';

type Place = { currency: string; locale: string; timeZone: string };
type Customer = { phone: string | null; email: string | null };

const tones: Record<QuoteStatus, Tone> = {
  draft: 'slate',
  sent: 'sky',
  accepted: 'green',
  declined: 'rose',
  void: 'neutral',
  expired: 'amber',
};

/** The quotes of a booking, newest first: what became of each, and how to give it once more. */
export function QuoteList({
  quotes,
  customer,
  place,
}: {
  quotes: readonly ToldQuote[];
  customer: Customer;
  place: Place;
}) {
  return (
    <Section title="Quotes">
      <List label="Quotes">
        {quotes.map((quote) => (
          <ListRow
            key={quote.id}
            title={quote.reference}
            state={<Pill tone={tones[quote.standing]}>{quoteWords[quote.standing]}</Pill>}
            detail={<Detail quote={quote} place={place} />}
            end={
              <span className="flex flex-wrap items-center gap-2">
                <Money amountMinor={quote.total} currency={place.currency} locale={place.locale} />
                <Ways quote={quote} customer={customer} />
              </span>
            }
          />
        ))}
      </List>
    </Section>
  );
}

function Detail({ quote, place }: { quote: ToldQuote; place: Place }) {
  const { madeBy, madeAt, seenAt, byHand, changeAsked, changeAskedAt, validUntil } = quote;
  const when = (at: Date) => formatDateTime(at, place);
  const parts = [
    `Made${madeBy ? ` by ${madeBy}` : ''} on ${when(madeAt)}`,
    byHand === null
      ? seenAt
        ? `seen on ${when(seenAt)}`
        : quote.standing === 'sent' && 'not seen yet'
      : 'by hand',
    quote.standing === 'sent' && `valid until ${formatFullDay(lastDayOf(validUntil), place)}`,
  ].filter(Boolean);
  const said = [
    byHand,
    changeAsked && changeAskedAt && `Asked for a change on ${when(changeAskedAt)}: “${changeAsked}”`,
    quote.acceptedName && quote.endedAt && `Accepted by ${quote.acceptedName} on ${when(quote.endedAt)}`,
    quote.standing === 'declined' &&
      `Declined${quote.declineReason ? `: “${quote.declineReason}”` : ' without a reason'}`,
    quote.endReason && endWords[quote.endReason],
  ].filter(Boolean);
  return (
    <>
      {parts.join(', ')}
      {said.map((one) => (
        <span key={String(one)} dir="auto" className="block text-ink">
          {one}
        </span>
      ))}
      <SincePrevious quote={quote} place={place} />
      {quote.agreementHash ? (
        <span className="block break-all text-subtle text-xs">SHA-256 {quote.agreementHash}</span>
      ) : null}
    </>
  );
}

/** What differs from the quote before, for who asks. */
function SincePrevious({ quote: { since }, place }: { quote: ToldQuote; place: Place }) {
  if (!since) return null;
  if (since.changes.length === 0)
    return <span className="block">Says the same as version {since.number}.</span>;
  return (
    <details>
      <summary className="cursor-pointer text-ink">Compared with version {since.number}</summary>
      <ul className="mt-1 flex list-disc flex-col gap-1 ps-5">
        {since.changes.map((change, at) => {
          const line = sayChange(change, 'en', place);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have changed alike; none is ever moved
            <li key={`${at} ${line}`} dir="auto">
              {line}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** How a live quote is given: by another way, or its link. */
function Ways({ quote, customer }: { quote: ToldQuote; customer: Customer }) {
  const [pending, start] = useTransition();
  const { id, standing, link } = quote;
  const send = (way: QuoteWay) =>
    start(async () => {
      const result = await attempt((key) => sendQuote({ id, way }, key));
      if (!result.ok) return notify({ message: 'Not sent', detail: result.message, tone: 'error' });
      notify({ message: way === 'link' ? 'The quote is open: copy its link' : 'Quote sent' });
      showAgain();
    });
  const live = (standing === 'sent' || standing === 'draft') && quote.byHand === null;
  return (
    <>
      {live && customer.phone ? (
        <Button size="small" pending={pending} onClick={() => send('whatsapp')}>
          WhatsApp
        </Button>
      ) : null}
      {live && customer.email ? (
        <Button size="small" pending={pending} onClick={() => send('email')}>
          E-mail
        </Button>
      ) : null}
      {standing === 'draft' ? (
        <Button size="small" pending={pending} onClick={() => send('link')}>
          Open with a link
        </Button>
      ) : null}
      {link ? (
        <>
          <TextLink href={link} target="_blank">
            Open
          </TextLink>
          <CopyButton value={link} label={`Copy the link of ${quote.reference}`} />
          <a href={`/api/v1/quotes/${id}/quote.pdf`} target="_blank" rel="noreferrer" className="link">
            PDF<span className="sr-only"> of {quote.reference} (new tab)</span>
          </a>
        </>
      ) : null}
    </>
  );
}
