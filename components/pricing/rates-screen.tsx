'use client';

import { lazy, Suspense, useState, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { DataTable } from '@/components/ui/table';
import { notify } from '@/components/ui/toast';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { removeRate } from '@/lib/pricing/rates/actions';
import type { Rate } from '@/lib/pricing/rates/queries';
import { typedRate } from '@/lib/pricing/rates/rules';
import type { ratesScreen } from '@/lib/pricing/rates/screens';

const RateDialog = lazy(() => import('./rate-dialog'));

/** What other currencies cost, for customers who like to see totals in theirs as well. */
export function RatesScreen({ sent }: { sent: Sent<DataOf<typeof ratesScreen>> }) {
  const { data, place } = useScreen(sent);
  const { rates, today } = data;
  const [adding, setAdding] = useState(false);
  const currencies = [...new Set(rates.map(({ currency }) => currency))];
  return (
    <>
      <PageHead
        title="Exchange rates"
        meta={['For showing totals in a customer’s currency as well; what is paid and posted stays in yours']}
        primary={
          <Button aria-haspopup="dialog" onClick={() => setAdding(true)}>
            Add a rate
          </Button>
        }
      />
      {rates.length === 0 ? (
        <EmptyState title="No rate is entered">
          Add what one unit of another currency costs. Then choose that currency on the page of a customer who
          likes to see it: quotes, invoices and their events say “about” so much beside the total.
        </EmptyState>
      ) : (
        <div className="flex max-w-3xl flex-col gap-8">
          {currencies.map((currency) => (
            <Section key={currency} title={`${currency} 1 costs`}>
              <Rates
                rates={rates.filter((rate) => rate.currency === currency)}
                {...{ currency, today, place }}
              />
            </Section>
          ))}
        </div>
      )}
      {adding ? (
        <Suspense>
          <RateDialog close={() => setAdding(false)} {...{ today, place }} />
        </Suspense>
      ) : null}
    </>
  );
}

type Place = { currency: string; locale: string };

function Rates(props: { rates: Rate[]; currency: string; today: string; place: Place }) {
  const { rates, currency, today, place } = props;
  const holds = rates.find(({ validFrom }) => validFrom <= today);
  return (
    <DataTable<Rate>
      label={`Rates of ${currency}`}
      rows={rates}
      rowKey={(rate) => rate.id}
      columns={[
        {
          key: 'rate',
          head: 'Costs',
          grow: true,
          phone: 'title',
          cell: (rate) => `${place.currency} ${typedRate(rate.rate, place.locale)}`,
        },
        {
          key: 'from',
          head: 'From',
          phone: 'fact',
          cell: (rate) => formatCalendarDate(rate.validFrom, place.locale),
        },
        {
          key: 'state',
          head: 'State',
          phone: 'state',
          cell: (rate) =>
            rate === holds ? (
              <Pill tone="green">Holds today</Pill>
            ) : rate.validFrom > today ? (
              <Pill tone="sky">To come</Pill>
            ) : null,
        },
        {
          key: 'remove',
          head: <span className="sr-only">Actions</span>,
          align: 'end',
          phone: 'end',
          cell: (rate) => <Remove rate={rate} place={place} />,
        },
      ]}
    />
  );
}

function Remove({ rate: { id, currency, validFrom }, place }: { rate: Rate; place: Place }) {
  const [pending, start] = useTransition();
  const remove = () =>
    start(async () => {
      const result = await attempt((key) => removeRate({ id }, key));
      notify(
        result.ok
          ? { message: 'The rate is removed', detail: 'Documents keep the rate of their day.', tone: 'plain' }
          : { message: 'Not removed', detail: result.message, tone: 'error' },
      );
    });
  return (
    <Button
      size="small"
      pending={pending}
      onClick={remove}
      aria-label={`Remove ${currency} from ${formatCalendarDate(validFrom, place.locale)}`}
    >
      Remove
    </Button>
  );
}
