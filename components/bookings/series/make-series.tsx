'use client';

import { useState } from 'react';
import { DateTimeField, NumberField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Checkbox, Segmented } from '@/components/ui/choice';
import { optionsOf } from '@/components/ui/options';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import { toLocal } from '@/lib/bookings/local-time';
import type { BookingDetail } from '@/lib/bookings/queries';
import { makeSeries } from '@/lib/bookings/series/actions';
import { daysOf } from '@/lib/bookings/series/rules';
import { seriesForm } from '@/lib/bookings/series/schema';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { useConflicts } from './use-conflicts';
import { rhythmWords } from './words';

type Props = { booking: BookingDetail['booking']; where: Locality };
type Values = {
  rhythm: 'week' | 'fortnight' | 'month';
  ends: 'times' | 'until';
  times: string;
  until: string;
};

/** Makes a series of a booking, after all its days were seen with what stands against each. */
export function MakeSeries({ booking, where }: Props) {
  const [skip, setSkip] = useState<readonly string[]>([]);
  const first = toLocal(booking.startsAt, where.timeZone).slice(0, 10);
  const form = useForm({
    id: `series-${booking.id}`,
    initial: { rhythm: 'week', ends: 'times', times: '6', until: '' } as Values,
    draft: false,
    schema: seriesForm,
    send: (input, key) =>
      makeSeries(
        {
          bookingId: booking.id,
          rhythm: input.rhythm,
          times: input.ends === 'times' ? input.times : null,
          until: input.ends === 'until' ? input.until : null,
          skip: [...skip],
        },
        key,
      ),
    saved: ({ made }) => {
      showAgain();
      notify({
        message: `${made} more ${made === 0 ? 'Make the bookings' : made === 1 ? 'booking' : 'bookings'} made, as enquiries`,
      });
    },
  });
  const { data: read } = seriesForm.safeParse(form.values);
  const recurrence = read && {
    first,
    rhythm: read.rhythm,
    ...(read.ends === 'times' ? { times: read.times } : { until: read.until }),
  };
  const days = recurrence ? daysOf(recurrence).slice(1) : [];
  const made = days.filter((day) => !skip.includes(day)).length;
  const conflicts = useConflicts(booking, days, where.timeZone);
  if (booking.status === 'cancelled' || booking.status === 'completed')
    return (
      <EmptyState title="No series">
        This event is over. Book it again, and make a series of the new one.
      </EmptyState>
    );
  return (
    <Section
      title="Make a series"
      note="Each is a booking of its own, with its reference, at today’s prices. The hours stay those of the company’s clock."
    >
      <Form form={form} className="flex max-w-xl flex-col gap-5">
        <Segmented
          legend="How often"
          name="rhythm"
          choices={optionsOf(rhythmWords)}
          value={form.values.rhythm}
          onChange={(rhythm) => form.set({ rhythm: rhythm as Values['rhythm'] })}
          error={form.errors.rhythm}
        />
        {form.values.rhythm === 'month' ? (
          <p className="text-muted text-sm">
            On the same weekday: a second Friday stays the second, a fifth becomes the last.
          </p>
        ) : null}
        <Segmented
          legend="Until"
          name="ends"
          choices={[
            { value: 'times', label: 'So many times' },
            { value: 'until', label: 'A last day' },
          ]}
          value={form.values.ends}
          onChange={(ends) => form.set({ ends: ends as Values['ends'] })}
        />
        {form.values.ends === 'times' ? (
          <NumberField
            {...form.field('times')}
            label="Times"
            help="This booking is the first of them."
            around="w-40"
          />
        ) : (
          <DateTimeField {...form.field('until')} label="Last day" around="w-52" kind="date" min={first} />
        )}
        {days.length > 0 ? (
          <fieldset className="flex flex-col gap-1" aria-busy={conflicts.busy || undefined}>
            <legend className="mb-1.5 font-medium text-sm">
              The further days; what is unticked is left out
            </legend>
            {days.map((day) => (
              <Checkbox
                key={day}
                name="day"
                value={day}
                label={formatCalendarDate(day, where.locale, 'longDay')}
                error={conflicts.problems.get(day)?.join(' ')}
                checked={!skip.includes(day)}
                onChange={({ target }) =>
                  setSkip(target.checked ? skip.filter((one) => one !== day) : [...skip, day])
                }
              />
            ))}
            {conflicts.failed ? (
              <p className="text-attention-ink text-sm">What stands against these days isn’t known now.</p>
            ) : null}
          </fieldset>
        ) : null}
        <SaveButton form={form} className="self-start">
          {made === 1 ? 'Make 1 more booking' : `Make ${made} more bookings`}
        </SaveButton>
      </Form>
    </Section>
  );
}
