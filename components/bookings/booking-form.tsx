'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { FormActions } from '@/components/ui/form-actions';
import { ButtonLink } from '@/components/ui/link';
import { Card, Notice } from '@/components/ui/section';
import { thingOf } from '@/lib/bookings/live-price';
import type { MenuChoice } from '@/lib/menu/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { zoneName } from '@/lib/platform/format/zones';
import type { Pricing } from '@/lib/pricing/queries';
import { EventFields, WishFields } from './event-fields';
import { LineEditor } from './line-editor';
import { StaleNotice } from './stale-notice';
import { Totals } from './totals';
import type { BookingFormSetup, BookingFormState } from './use-booking-form';

type Props = {
  form: BookingFormState;
  setup: BookingFormSetup;
  menu: readonly MenuChoice[];
  pricing: Pricing;
  /** The customer's part, where the office chooses one. */
  who?: ReactNode;
  locked?: boolean;
  submit: string;
  cancelHref: string;
};

/** A booking's form: one column, the total always in sight, problems beside the fields and in sum on top. */
export function BookingForm({ form, setup, menu, pricing, who, locked = false, submit, cancelHref }: Props) {
  const { currency, locale, timeZone } = pricing;
  const { stored } = setup.priced;
  const total = formatMoney(form.price.total, currency, locale);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
      className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,40rem)_18rem]"
    >
      <div className="flex flex-col gap-10">
        <ErrorSummary errors={form.problems.fields} message={form.problems.message} />
        <StaleNotice form={form} nameOf={(line) => thingOf(line, { stored, menu })?.name ?? 'Another line'} />
        {form.restored ? (
          <Notice
            actions={
              <Button size="small" onClick={form.startOver}>
                Start over
              </Button>
            }
          >
            What you typed before is still here.
          </Notice>
        ) : null}
        {who}
        <EventFields
          form={form}
          locked={locked}
          nameHelp={who ? 'As the customer calls it.' : 'As you call it: “Ama and Kofi’s wedding”.'}
          zoneNote={`In 24 hours, ${zoneName(timeZone)}.`}
        />
        <LineEditor form={form} menu={menu} stored={stored} currency={currency} locale={locale} />
        <WishFields form={form} />
        <FormActions
          note={<span className="tabular font-medium text-ink text-sm lg:hidden">Total {total}</span>}
        >
          <Button type="submit" variant="primary" pending={form.saving}>
            {submit}
          </Button>
          <ButtonLink href={cancelHref} variant="quiet">
            Leave without saving
          </ButtonLink>
        </FormActions>
      </div>
      <aside aria-label="Price" className="max-lg:hidden lg:sticky lg:top-20">
        <Card>
          <Totals price={form.price} currency={currency} locale={locale} />
          <p className="mt-3 text-subtle text-xs">
            Deposit {formatMoney(form.price.deposit, currency, locale)}. Tax as it applies on the day of the
            event.
          </p>
        </Card>
      </aside>
    </form>
  );
}
