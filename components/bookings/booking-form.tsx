'use client';

import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { FormActions } from '@/components/ui/form-actions';
import { Card } from '@/components/ui/section';
import { thingOf } from '@/lib/bookings/live-price';
import type { LineValues } from '@/lib/bookings/schema';
import type { MenuChoice } from '@/lib/menu/choice-queries';
import { formatMoney } from '@/lib/platform/format/money';
import type { Pricing } from '@/lib/pricing/queries';
import { EventFields, WishFields } from './event-fields';
import { fieldWords, sayField } from './field-words';
import { LineEditor } from './line-editor';
import { Totals } from './totals';
import type { BookingFormSetup, BookingFormState } from './use-booking-form';

const LinePriceDialog = lazy(() => import('./line-price-dialog'));

type Props = {
  form: BookingFormState;
  setup: Pick<BookingFormSetup, 'priced'>;
  menu: readonly MenuChoice[];
  pricing: Pricing;
  /** The customer's part, where the office chooses one. */
  who?: ReactNode;
  /** How full the chosen time is, where the office chooses it. */
  availability?: ReactNode;
  locked?: boolean;
  /** Whether this person may agree other prices than the menu's. */
  mayPrice?: boolean;
  submit: string;
  cancelHref: string;
};

/** A booking's form: one column, the total always in sight, problems beside the fields and in sum on top. */
export function BookingForm({
  form,
  setup,
  menu,
  pricing,
  who,
  locked = false,
  mayPrice = false,
  ...rest
}: Props) {
  const { availability, submit, cancelHref } = rest;
  const { currency, locale, timeZone } = pricing;
  const { stored } = setup.priced;
  const total = formatMoney(form.price.total, currency, locale);
  const nameOf = (line: LineValues) => thingOf(line, { stored, menu })?.name ?? 'Another line';
  const [priced, askPrice] = useState<number>();
  const line = priced === undefined ? undefined : form.values.lines[priced];
  const thing = line && thingOf(line, { stored, menu });
  return (
    <>
      <Form form={form} className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,40rem)_18rem]">
        <div className="flex flex-col gap-10">
          <StaleNotice
            form={form}
            noun="booking"
            labels={fieldWords}
            say={(field, value) => sayField(field, value, { nameOf, where: { timeZone, locale } })}
          />
          {who}
          <EventFields
            form={form}
            locked={locked}
            nameHelp={who ? 'As the customer calls it.' : 'As you call it: “Ama and Kofi’s wedding”.'}
            where={{ timeZone, locale }}
            availability={availability}
          />
          <LineEditor
            form={form}
            menu={menu}
            stored={stored}
            currency={currency}
            locale={locale}
            askPrice={mayPrice ? askPrice : undefined}
            onRequest={
              who
                ? 'Priced on request. Ask a manager to add it.'
                : 'Priced on request. Ask for it in your wishes.'
            }
          />
          <WishFields form={form} />
          <FormActions
            note={<span className="tabular font-medium text-ink text-sm lg:hidden">Total {total}</span>}
          >
            <SaveButton form={form}>{submit}</SaveButton>
            <LeaveLink form={form} href={cancelHref} />
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
      </Form>
      {thing ? (
        <Suspense>
          <LinePriceDialog
            thing={thing}
            money={{ currency, locale }}
            agree={(terms) =>
              form.set({
                lines: form.values.lines.map((one, at) => (at === priced ? { ...one, terms } : one)),
              })
            }
            close={() => askPrice(undefined)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
