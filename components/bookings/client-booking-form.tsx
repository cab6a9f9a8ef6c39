'use client';

import { useMemo } from 'react';
import type { z } from 'zod';
import type { Edition } from '@/components/form/use-form';
import type { TaxExemption } from '@/db/schema/tax-snapshot';
import { createEnquiry, updateEnquiry } from '@/lib/bookings/actions';
import type { Stored } from '@/lib/bookings/plan';
import type { BookingValues, enquiryForm } from '@/lib/bookings/schema';
import type { MenuChoice } from '@/lib/menu/choice-queries';
import type { Pricing } from '@/lib/pricing/queries';
import { BookingForm } from './booking-form';
import { type BookingSchemas, useBookingForm } from './use-booking-form';

type Input = z.output<typeof enquiryForm>;

type Props = {
  initial: BookingValues;
  menu: MenuChoice[];
  pricing: Pricing;
  /** Why they pay no tax; not said of an edit. */
  exemption?: TaxExemption | null;
  edited?: { id: string; version: number; stored: Stored };
};

/** A client's own form: the same as the office's, without choosing whose event it is. */
export function ClientBookingForm({ initial, menu, pricing, exemption, edited }: Props) {
  const setup = useMemo(
    () => ({
      draftId: `my-${edited?.id ?? 'new'}`,
      initial,
      version: edited?.version,
      schema: ({ enquiryForm }: BookingSchemas) => enquiryForm,
      priced: { menu, pricing, stored: edited?.stored, exemption },
      save: (input: Input, key: string, edition: Edition<BookingValues>) =>
        edited ? updateEnquiry({ ...input, id: edited.id, ...edition }, key) : createEnquiry(input, key),
      savedHref: (id: string) => `/my/bookings/${id}`,
    }),
    [initial, menu, pricing, exemption, edited],
  );
  const form = useBookingForm(setup);
  return (
    <BookingForm
      form={form}
      setup={setup}
      menu={menu}
      pricing={pricing}
      submit={edited ? 'Save changes' : 'Send enquiry'}
      cancelHref={edited ? `/my/bookings/${edited.id}` : '/my/bookings'}
    />
  );
}
