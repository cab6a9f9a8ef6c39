'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useMemo, useRef } from 'react';
import type { z } from 'zod';
import type { Fields } from '@/components/form/form-values';
import { type Edition, useForm } from '@/components/form/use-form';
import { notify } from '@/components/ui/toast';
import { followGuests } from '@/lib/bookings/follow-guests';
import { typedHeads } from '@/lib/bookings/heads';
import { livePrice, type PricedBy, thingOf } from '@/lib/bookings/live-price';
import { type PlanInput, planBooking } from '@/lib/bookings/plan';
import type { BookingValues } from '@/lib/bookings/schema';
import { suggestEnd } from '@/lib/bookings/suggest-end';
import type { ActionResult } from '@/lib/platform/action';
import { readWhole } from '@/lib/platform/read-whole-number';

export type Saved = { id: string; known?: string | null };

/** What a booking is checked by; it comes when somebody begins to write. */
export type BookingSchemas = typeof import('@/lib/bookings/schema');

export type BookingFormSetup<I = unknown> = {
  draftId: string;
  initial: BookingValues;
  /** Of an edit. */
  version?: number;
  schema: (schemas: BookingSchemas) => z.ZodType<I>;
  /** The local times of a booking that this one is like: it is suggested to be as long. */
  was?: { start: string; end: string };
  /** What is wrong beyond the schema and the plan. */
  check?: (values: BookingValues, schemas: BookingSchemas) => Fields;
  priced: PricedBy & { stored?: PlanInput['stored'] };
  save: (input: I, key: string, edition: Edition<BookingValues>) => Promise<ActionResult<Saved>>;
  /** Where a saved booking is shown. */
  savedHref: (id: string) => string;
};

/** The state of a booking's form: that of any form, and the live price. */
export function useBookingForm<I>(setup: BookingFormSetup<I>) {
  const router = useRouter();
  const endOf = useSuggestedEnd(setup);
  const schemas = useRef<BookingSchemas>(undefined);
  const form = useForm({
    // What was kept before lines named their thing by kind is another form's.
    id: `booking-lines-${setup.draftId}`,
    initial: setup.initial,
    version: setup.version,
    schema: async () => {
      schemas.current = await import('@/lib/bookings/schema');
      return setup.schema(schemas.current);
    },
    // Asked after the schema has come.
    check: (values) =>
      schemas.current
        ? { ...setup.check?.(values, schemas.current), ...planProblems(values, setup, schemas.current) }
        : {},
    settle: (values) => ({
      ...values,
      endsAt: endOf(values),
      lines: followGuests(values.lines, typedHeads(values), (line) => thingOf(line, setup.priced)),
    }),
    send: setup.save,
    saved: ({ id, known }) => {
      if (known) notify({ message: `That number is ${known}’s: the booking is theirs` });
      router.push(setup.savedHref(id) as Route);
    },
    stored: (changed) => changed as Partial<BookingValues>,
    restore: (draft) => {
      // Someone sent here for a certain customer means them, whoever the draft was for.
      const { customerId } = setup.version ? draft : setup.initial;
      return { ...draft, ...(customerId ? { customerId } : {}) };
    },
  });
  const price = useMemo(
    () => livePrice(form.values, { ...setup.priced, now: new Date() }),
    [form.values, setup.priced],
  );
  return { ...form, price, heads: typedHeads(form.values) };
}

/** The end of a form's event: suggested whenever its start is another, so that whoever empties it finds it empty. */
function useSuggestedEnd({ initial, was }: Pick<BookingFormSetup, 'initial' | 'was'>) {
  const last = useRef<{ startsAt: string; suggested?: string }>({ startsAt: initial.startsAt });
  return (values: BookingValues): string => {
    const { startsAt, suggested } = last.current;
    if (values.startsAt === startsAt) return values.endsAt;
    const endsAt = suggestEnd(values, { suggested, was });
    last.current = { startsAt: values.startsAt, suggested: endsAt === values.endsAt ? suggested : endsAt };
    return endsAt;
  };
}

export type BookingFormState = ReturnType<typeof useBookingForm>;

/** What the plan says of the fields that can be read, while others can't. */
function planProblems(
  values: BookingValues,
  setup: Pick<BookingFormSetup, 'priced'>,
  { enquiryForm: { shape } }: BookingSchemas,
): Fields {
  const readable = values.lines.flatMap((line, at) => {
    const parsed = shape.lines.element.safeParse(line);
    return parsed.success ? [{ at, line: parsed.data }] : [];
  });
  const heads = typedHeads(values);
  const input = {
    ...values,
    serviceStyle: null,
    // Those that are cooked for, whichever field they were typed in.
    ...(heads ?? { guests: 1, children: 0, vendorMeals: 0 }),
    ...(heads && { children: readWhole(values.children ?? '') ?? 0 }),
    guaranteedGuests: null,
    lines: readable.map(({ line }) => ({ ...line, follows: line.follows && heads !== undefined })),
  };
  const planned = planBooking({ input, ...setup.priced, now: new Date() });
  if (planned.ok) return {};
  const moved = Object.entries(planned.fields).map(([field, problem]) => [
    field.replace(/^lines\.(\d+)/, (_, index) => `lines.${readable[Number(index)]?.at}`),
    problem,
  ]);
  return Object.fromEntries(moved);
}
