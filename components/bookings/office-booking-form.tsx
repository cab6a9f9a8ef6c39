'use client';

import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { type CustomerChoice, CustomerPicker } from '@/components/customers/customer-picker';
import type { Edition } from '@/components/form/use-form';
import { DescriptionList } from '@/components/ui/description-list';
import { Field, FieldGroup } from '@/components/ui/field';
import { Input as TextInput } from '@/components/ui/input';
import { createBooking, updateBooking } from '@/lib/bookings/actions';
import { typedHeads } from '@/lib/bookings/heads';
import type { Stored } from '@/lib/bookings/plan';
import type { BookingValues, newBookingForm } from '@/lib/bookings/schema';
import type { MenuChoice } from '@/lib/menu/choice-queries';
import type { Pricing } from '@/lib/pricing/queries';
import { BookingForm } from './booking-form';
import { CallerChoice } from './caller-choice';
import { CapacityNote } from './capacity/capacity-note';
import { type BookingSchemas, useBookingForm } from './use-booking-form';

type Input = z.output<typeof newBookingForm>;

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
  mayPrice: boolean;
  /** What makes a new booking, where it comes of something else than this form; under which name its draft is kept. */
  create?: typeof createBooking;
  draftId?: string;
  /** The local times of the booking that it was filled from. */
  was?: { start: string; end: string };
  cancelHref?: string;
  /** Of another part of an occasion, whose customer stays; `unnamed` where the occasion begins with it. */
  part?: { unnamed: boolean };
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
  mayPrice,
  create = createBooking,
  draftId = 'new',
  was,
  cancelHref = '/bookings',
  part,
}: Props) {
  const [chosen, setChosen] = useState(customer);
  // An edit keeps the tax that was agreed with its customer; another brings their own along.
  const exemption = edited && chosen?.id === initial.customerId ? undefined : (chosen?.exemption ?? null);
  const setup = useMemo(
    () => ({
      draftId: edited?.id ?? draftId,
      initial,
      version: edited?.version,
      was,
      schema: ({ newBookingForm }: BookingSchemas) => newBookingForm,
      // A booking that is somebody's may go to another customer, not to a caller.
      check: (values: BookingValues, { whoseProblems }: BookingSchemas) => ({
        ...whoseProblems(edited || part ? { customerId: values.customerId } : values),
        ...(part?.unnamed && !values.occasionName?.trim() && { occasionName: 'Name the occasion.' }),
      }),
      priced: { menu, pricing, stored: edited?.stored, exemption },
      save: (input: Input, key: string, edition: Edition<BookingValues>) =>
        edited ? updateBooking({ ...input, id: edited.id, ...edition }, key) : create(input, key),
      savedHref: (id: string) => `/bookings/${id}`,
    }),
    [initial, menu, pricing, edited, exemption, create, draftId, was, part],
  );
  const form = useBookingForm(setup);
  return (
    <BookingForm
      form={form}
      setup={setup}
      menu={menu}
      pricing={pricing}
      locked={locked}
      mayPrice={mayPrice}
      submit={edited ? 'Save booking' : 'Create booking'}
      cancelHref={edited ? `/bookings/${edited.id}` : cancelHref}
      availability={
        <CapacityNote
          form={form}
          edited={edited}
          mayOverride={!locked}
          before={edited && typedHeads(initial)?.guests}
          place={pricing}
        />
      }
      who={
        <FieldGroup legend={part ? 'Occasion' : 'Customer'}>
          {part?.unnamed ? (
            <Field
              label="Name of the occasion"
              name="occasionName"
              error={form.errors.occasionName}
              help="What all its parts together are called: “Ama and Kofi’s wedding”."
              required
            >
              <TextInput
                name="occasionName"
                value={form.values.occasionName ?? ''}
                onChange={(event) => form.set({ occasionName: event.target.value })}
                autoComplete="off"
                dir="auto"
              />
            </Field>
          ) : null}
          {part ? (
            <DescriptionList facts={[{ term: 'Customer', value: customer?.name }]} />
          ) : (
            <CallerChoice form={form} offered={!edited}>
              {(asNew) => (
                <CustomerPicker
                  value={form.values.customerId}
                  known={customer}
                  error={form.errors.customerId}
                  disabled={locked}
                  mayAdd={mayAddCustomer}
                  asNew={asNew}
                  found={setChosen}
                  onChange={(customerId) => form.set({ customerId })}
                />
              )}
            </CallerChoice>
          )}
        </FieldGroup>
      }
    />
  );
}
