'use client';

import { InputField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { useScreen } from '@/components/screen/use-screen';
import { DateTime } from '@/components/ui/date-time';
import { Figure, Figures } from '@/components/ui/figure';
import { FilterChips } from '@/components/ui/filter-chips';
import { PlainLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { DataTable } from '@/components/ui/table';
import { notify } from '@/components/ui/toast';
import { addDays } from '@/lib/bookings/calendar/days';
import { countCash } from '@/lib/bookings/money/cash-up/actions';
import type { cashUpScreen } from '@/lib/bookings/money/cash-up/screens';
import { paymentMethodWords } from '@/lib/bookings/words';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';

type Data = DataOf<typeof cashUpScreen>;

/** A day's money: by which way it came, each payment, and what was in the cash box. */
export function CashUpScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  const { sums, movements, more, day, today } = data;
  const { currency, locale, timeZone } = place;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  return (
    <>
      <PageHead
        back={{ href: '/invoices', label: 'Invoices' }}
        title="Cash-up"
        meta={[formatCalendarDate(day, locale, 'fullDay')]}
      />
      <FilterChips label="Day" chips={days(day, today, locale)} />
      <div className="mt-6 flex flex-col gap-10">
        {sums.length > 0 ? (
          <Figures>
            {sums.map(({ method, net, returned }) => (
              <Figure
                key={method}
                label={paymentMethodWords[method]}
                value={say(net)}
                period={returned > 0 ? `${say(returned)} given back` : undefined}
              />
            ))}
          </Figures>
        ) : null}
        <CashBox key={`${day}-${data.expected}`} data={data} place={place} />
        <Section title="Payments of the day">
          {movements.length === 0 ? (
            <p className="text-muted text-sm">No money came or went on this day.</p>
          ) : (
            <DataTable
              label="Payments of the day"
              rows={movements}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: 'what',
                  head: 'For',
                  grow: true,
                  phone: 'title',
                  cell: (row) => (
                    <PlainLink
                      href={`/bookings/${row.bookingId}?tab=money`}
                      dir="auto"
                      className="hover:underline"
                    >
                      {row.eventName}
                    </PlainLink>
                  ),
                },
                { key: 'who', head: 'Customer', from: 'lg', cell: (row) => row.customer },
                {
                  key: 'method',
                  head: 'Paid by',
                  phone: 'fact',
                  cell: (row) =>
                    `${paymentMethodWords[row.method]}${row.status === 'refunded' ? ', given back' : ''}`,
                },
                {
                  key: 'at',
                  head: 'When',
                  phone: 'fact',
                  cell: (row) => <DateTime at={row.receivedAt} timeZone={timeZone} locale={locale} />,
                },
                { key: 'receipt', head: 'Receipt', from: 'md', cell: (row) => row.receipt },
                { key: 'by', head: 'Recorded by', from: 'lg', cell: (row) => row.by },
                {
                  key: 'amount',
                  head: 'Amount',
                  align: 'end',
                  phone: 'end',
                  cell: (row) => (
                    <Money
                      amountMinor={row.status === 'refunded' ? -row.amount : row.amount}
                      currency={currency}
                      locale={locale}
                    />
                  ),
                },
              ]}
            />
          )}
          {more > 0 ? (
            <p className="mt-3 text-muted text-sm">{`${more} more; the sums are of all.`}</p>
          ) : null}
        </Section>
      </div>
    </>
  );
}

/** What should be in the box, the counts that there were, and the next one. */
function CashBox({ data, place }: { data: Data; place: Place }) {
  const { day, expected, counts } = data;
  const { currency, locale, timeZone } = place;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const schema = () =>
    import('@/lib/bookings/money/cash-up/schema').then((file) => file.countForm({ currency, locale }));
  const form = useForm({
    id: `cash-${day}`,
    initial: { counted: '', note: '' },
    draft: false,
    schema,
    send: (input, key) => countCash({ day, seen: expected, ...input }, key),
    saved: ({ difference }, reset) => {
      reset();
      notify({
        message: difference === 0 ? 'The box is right' : `Kept with a difference of ${say(difference)}`,
      });
    },
  });
  return (
    <Section title="Cash box" note={`By the payments of the day ${say(expected)} should have come in.`}>
      {counts.length > 0 ? (
        <List label="Counts of the cash box">
          {counts.map((count) => (
            <ListRow
              key={count.id}
              title={`${say(count.counted)} counted${count.by ? ` by ${count.by}` : ''}`}
              detail={sayDifference(count, say)}
              end={<DateTime at={count.at} timeZone={timeZone} locale={locale} style="short" />}
            />
          ))}
        </List>
      ) : null}
      <Form form={form} className="mt-4 flex max-w-xl flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <MoneyField {...form.field('counted')} label="Counted" {...{ currency, locale }} />
          <InputField
            {...form.field('note')}
            label="Note"
            help="Where there is a difference."
            optional
            autoComplete="off"
          />
        </div>
        <SaveButton form={form} variant="secondary" className="self-start">
          Keep the count
        </SaveButton>
      </Form>
    </Section>
  );
}

function sayDifference(
  { counted, expected, note }: Data['counts'][number],
  say: (amount: number) => string,
): string {
  const difference = counted - expected;
  if (difference === 0) return 'As it should be';
  const what = `${say(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'} than ${say(expected)}`;
  return note ? `${what}: ${note}` : what;
}

/** The last days up to today, and the one that is looked at. */
function days(day: string, today: string, locale: string) {
  const shown = [0, 1, 2, 3, 4, 5, 6].map((back) => addDays(today, -back));
  const all = shown.includes(day) ? shown : [...shown, day];
  return all.map((one) => ({
    label: one === today ? 'Today' : formatCalendarDate(one, locale, 'fullDay'),
    href: one === today ? '/cash-up' : `/cash-up?day=${one}`,
    active: one === day,
  }));
}
