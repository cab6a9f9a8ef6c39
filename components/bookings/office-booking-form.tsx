'use client';

import { useMemo } from 'react';
import { type CustomerChoice, CustomerPicker } from '@/components/customers/customer-picker';
import { FieldGroup } from '@/components/ui/field';
import { createBooking, updateBooking } from '@/lib/bookings/actions';
import type { Stored } from '@/lib/bookings/plan';
import { type BookingValues, bookingInput } from '@/lib/bookings/schema';
import type { MenuChoice } from '@/lib/menu/queries';
import type { Pricing } from '@/lib/pricing/queries';
import { BookingForm } from './booking-form';
import { type BookingFormSetup, useBookingForm } from './use-booking-form';

type Props = {
  initial: BookingValues;
  customer?: CustomerChoice;
  menu: MenuChoice[];
  pricing: Pricing;
  /** The booking being edited. */
  edited?: { id: string; version: number; stored: Stored };
  /** Customer, date, venue and guests are the manager's now. */
  locked?: boolean;
  mayAddCustomer: boolean;
};

/** The office's form for a new booking or an edit. */
export function OfficeBookingForm({
  initial,
  customer,
  menu,
  pricing,
  edited,
  locked,
  mayAddCustomer,
}: Props) {
  const setup = useMemo<BookingFormSetup>(
    () => ({
      draftId: edited?.id ?? 'new',
      initial,
      version: edited?.version,
      schema: bookingInput,
      priced: { menu, pricing, stored: edited?.stored },
      save: (values, edition) =>
        edited ? updateBooking({ ...values, id: edited.id, ...edition }) : createBooking(values),
      savedHref: (id) => `/bookings/${id}`,
    }),
    [initial, menu, pricing, edited],
  );
  const form = useBookingForm(setup);
  return (
    <BookingForm
      form={form}
      setup={setup}
      menu={menu}
      pricing={pricing}
      locked={locked}
      submit={edited ? 'Save booking' : 'Create booking'}
      cancelHref={edited ? `/bookings/${edited.id}` : '/bookings'}
      who={
        <FieldGroup legend="Customer">
          <CustomerPicker
            value={form.values.customerId}
            known={customer}
            error={form.problems.fields.customerId}
            disabled={locked}
            mayAdd={mayAddCustomer}
            onChange={(customerId) => form.set({ customerId })}
          />
        </FieldGroup>
      }
    />
  );
}
