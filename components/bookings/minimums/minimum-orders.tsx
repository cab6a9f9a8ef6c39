'use client';

import { useTransition } from 'react';
import { DateTimeField, NumberField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { attempt } from '@/components/form/send-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { CheckGrid } from '@/components/ui/check-grid';
import { FieldGroup } from '@/components/ui/field';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { weekdayNames } from '@/lib/bookings/calendar/days';
import { addMinimum, removeMinimum } from '@/lib/bookings/minimums/actions';
import { sayMinimum, weekdays } from '@/lib/bookings/minimums/rules';
import { formatCalendarDate } from '@/lib/platform/format/dates';

type Minimum = {
  id: string;
  weekdays: number[];
  validFrom: string;
  validTo: string | null;
  total: number | null;
  guests: number | null;
};
type Place = { currency: string; locale: string };
type Props = { minimums: readonly Minimum[]; today: string; place: Place };

const nameOf = (day: number) => weekdayNames[day - 1] ?? '';

/** "Fridays, Saturdays, from 1 Dec 2026 to 31 Dec 2026" */
function sayWhen({ weekdays: days, validFrom, validTo }: Minimum, locale: string): string {
  const date = (day: string) => formatCalendarDate(day, locale, 'day');
  const which = days.length === 0 ? 'Every day' : days.map((day) => `${nameOf(day)}s`).join(', ');
  return `${which}, from ${date(validFrom)}${validTo ? ` to ${date(validTo)}` : ''}`;
}

/** The least that an order comes to: those that hold or will, and another one. */
export function MinimumOrders({ minimums, today, place }: Props) {
  const form = useForm({
    id: 'minimum-order',
    initial: { weekdays: [] as number[], validFrom: today, validTo: '', total: '', guests: '' },
    draft: false,
    schema: () => import('@/lib/bookings/minimums/schema').then((file) => file.minimumForm(place)),
    send: (input, key) => addMinimum(input, key),
    saved: (_, reset) => {
      notify({ message: 'The minimum holds for whatever is confirmed from now on' });
      reset();
      showAgain();
    },
  });
  const chosen = form.values.weekdays;
  return (
    <Section
      title="Minimum order"
      note="Checked when a booking is confirmed; a manager may go below it with a reason. A season goes before what has no last day, named weekdays before every day, then the one that began last."
    >
      {minimums.length === 0 ? (
        <p className="text-muted text-sm">Orders of any size are taken.</p>
      ) : (
        <List label="Minimum orders">
          {minimums.map((minimum) => (
            <ListRow
              key={minimum.id}
              title={sayMinimum(minimum, place)}
              detail={sayWhen(minimum, place.locale)}
              end={<Remove id={minimum.id} said={sayWhen(minimum, place.locale)} />}
            />
          ))}
        </List>
      )}
      <Form form={form} className="mt-4 flex flex-col gap-5">
        <div className="grid gap-5 sm:grid-cols-2">
          <MoneyField
            {...form.field('total')}
            label="Amount"
            help="Of menu and services at your prices."
            optional
            {...place}
          />
          <NumberField
            {...form.field('guests')}
            label="Guests"
            help="How many an event is at least for."
            optional
          />
          <DateTimeField {...form.field('validFrom')} label="First day" required kind="date" />
          <DateTimeField
            {...form.field('validTo')}
            label="Last day"
            help="Of a season; none for good."
            optional
            kind="date"
          />
        </div>
        <FieldGroup
          legend="Weekdays"
          help="None chosen is every day."
          name="weekdays"
          error={form.errors.weekdays}
        >
          <CheckGrid
            name="weekdays"
            options={weekdays.map((day) => ({ value: day, label: nameOf(day) }))}
            chosen={chosen}
            change={(days) => form.set({ weekdays: days })}
            className="grid-cols-2 sm:grid-cols-4"
          />
        </FieldGroup>
        <SaveButton form={form} variant="secondary" className="self-start">
          Add minimum
        </SaveButton>
      </Form>
    </Section>
  );
}

function Remove({ id, said }: { id: string; said: string }) {
  const [pending, start] = useTransition();
  const remove = () =>
    start(async () => {
      const result = await attempt((key) => removeMinimum({ id }, key));
      showAgain();
      if (result.ok) notify({ message: 'Orders of those days have one minimum less' });
      else notify({ message: 'It stays', detail: result.message, tone: 'error' });
    });
  return (
    <Button size="small" pending={pending} onClick={remove} aria-label={`Remove the minimum of ${said}`}>
      Remove
    </Button>
  );
}
