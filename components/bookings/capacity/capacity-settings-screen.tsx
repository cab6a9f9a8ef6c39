'use client';

import { DateTimeField, NumberField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { useScreen } from '@/components/screen/use-screen';
import { FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { PageHead } from '@/components/ui/page-head';
import { notify } from '@/components/ui/toast';
import { saveLimits } from '@/lib/bookings/capacity/actions';
import { clockOf } from '@/lib/bookings/capacity/rules';
import type { capacitySettingsScreen } from '@/lib/bookings/capacity/screens';
import { zoneName } from '@/lib/platform/format/zones';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { MinimumOrders } from '../minimums/minimum-orders';
import { BlockedDays } from './blocked-days';

type Data = DataOf<typeof capacitySettingsScreen>;
type Limits = Partial<Omit<NonNullable<Data['limits']>, 'companyId'>>;

const labels = {
  eventsAtOnce: 'Events at once',
  coversADay: 'Covers a day',
  staffADay: 'Staff a day',
  opens: 'Opens',
  closes: 'Closes',
};
type Values = Record<keyof typeof labels, string>;

function valuesOf(limits: Limits): Values {
  const count = (value: number | null | undefined) => (value == null ? '' : String(value));
  const clock = (value: number | null | undefined) => (value == null ? '' : clockOf(value));
  return {
    eventsAtOnce: count(limits.eventsAtOnce),
    coversADay: count(limits.coversADay),
    staffADay: count(limits.staffADay),
    opens: clock(limits.opens),
    closes: clock(limits.closes),
  };
}

/** What the company takes on at most, and when it doesn't cook. */
export function CapacitySettingsScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  return (
    <>
      <PageHead title="Capacity" meta={['What you take on at most, and at least']} />
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-2">
        <LimitsForm limits={data.limits} zone={zoneName(place.timeZone)} />
        <div className="flex flex-col gap-10">
          <MinimumOrders minimums={data.minimums} today={data.today} place={place} />
          <BlockedDays blocked={data.blocked} today={data.today} locale={place.locale} />
        </div>
      </div>
    </>
  );
}

function LimitsForm({ limits, zone }: { limits: Data['limits']; zone: string }) {
  const form = useForm({
    id: 'capacity-limits',
    initial: valuesOf(limits ?? {}),
    version: limits?.version ?? 0,
    schema: () => import('@/lib/bookings/capacity/schema').then((file) => file.limitsForm),
    send: (input, key, { version }) => saveLimits({ ...input, version }, key),
    stored: (changed) => valuesOf(changed as Limits),
    saved: () => notify({ message: 'Saved. It holds for whatever is confirmed from now on.' }),
  });
  return (
    <Form form={form} className="flex max-w-xl flex-col gap-8">
      <StaleNotice form={form} noun="setting" labels={labels} />
      <FieldGroup
        legend="Limits"
        help="Nothing more is confirmed past them, except by a manager with a reason. An empty field is no limit."
      >
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField
            {...form.field('eventsAtOnce')}
            label={labels.eventsAtOnce}
            help="Events that run at the same moment."
            optional
          />
          <NumberField
            {...form.field('coversADay')}
            label={labels.coversADay}
            help="Guests of all events that begin on one day."
            optional
          />
        </div>
        <NumberField
          {...form.field('staffADay')}
          label={labels.staffADay}
          help="People on the floor in one day. Reckoned by style: one for 10 guests plated, 15 family style, 25 otherwise; one for a drop-off, none for a pick-up."
          optional
          className="sm:max-w-[calc(50%-0.625rem)]"
        />
      </FieldGroup>
      <FieldGroup
        legend="Kitchen hours"
        help={`An event begins and ends within them, ${zone}. Closing at 02:00 is after midnight.`}
      >
        <div className="grid grid-cols-2 gap-5">
          <DateTimeField {...form.field('opens')} label={labels.opens} optional kind="time" />
          <DateTimeField {...form.field('closes')} label={labels.closes} optional kind="time" />
        </div>
      </FieldGroup>
      <FormActions>
        <SaveButton form={form}>Save limits</SaveButton>
      </FormActions>
    </Form>
  );
}
