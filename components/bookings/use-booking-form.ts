'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useMemo, useState, useTransition } from 'react';
import type { z } from 'zod';
import { mergeValues } from '@/lib/bookings/form-values';
import { livePrice, type PricedBy } from '@/lib/bookings/live-price';
import { type PlanInput, planBooking } from '@/lib/bookings/plan';
import type { BookingValues } from '@/lib/bookings/schema';
import type { ActionResult } from '@/lib/platform/action';
import { useDraft } from './use-draft';

export type Edition = { version: number; base: BookingValues };
export type Theirs = { changed: Partial<BookingValues>; version: number };
export type Saved = { id: string };

export type BookingFormSetup = {
  draftId: string;
  initial: BookingValues;
  /** Of an edit. */
  version?: number;
  schema: z.ZodType<PlanInput['input']>;
  priced: PricedBy & { stored?: PlanInput['stored'] };
  save: (values: BookingValues, edition: Edition) => Promise<ActionResult<Saved>>;
  /** Where a saved booking is shown. */
  savedHref: (id: string) => string;
};

type Kept = { values: BookingValues; base: BookingValues; version: number };
type Problems = { fields: Record<string, string>; message?: string };

/** The state of a booking's form: values, live price, problems, the draft, and what others changed meanwhile. */
export function useBookingForm(setup: BookingFormSetup) {
  const router = useRouter();
  const [kept, setKept] = useState<Kept>({
    values: setup.initial,
    base: setup.initial,
    version: setup.version ?? 1,
  });
  const [problems, setProblems] = useState<Problems>({ fields: {} });
  const [theirs, setTheirs] = useState<Theirs>();
  const [restored, setRestored] = useState(false);
  const [saving, startSaving] = useTransition();
  const { values } = kept;
  const changed = useMemo(() => JSON.stringify(values) !== JSON.stringify(kept.base), [values, kept.base]);
  const forget = useDraft(setup.draftId, kept, {
    changed,
    restore: (draft) => {
      // Someone sent here for a certain customer means them, whoever the draft was for.
      const { customerId } = setup.version ? draft.values : setup.initial;
      setKept({ ...draft, values: { ...draft.values, ...(customerId ? { customerId } : {}) } });
      setRestored(true);
    },
  });
  const price = useMemo(
    () => livePrice(values, { ...setup.priced, now: new Date() }),
    [values, setup.priced],
  );

  const set = (change: Partial<BookingValues>) => {
    setKept((before) => ({ ...before, values: { ...before.values, ...change } }));
    setProblems(({ fields, ...rest }) => ({ ...rest, fields: without(fields, Object.keys(change)) }));
  };

  const save = () => {
    const found = problemsIn(values, setup);
    if (found) return setProblems({ fields: found });
    startSaving(async () => {
      const result = await setup.save(values, { version: kept.version, base: kept.base });
      if (result.ok) {
        forget();
        setTheirs(undefined);
        router.push(setup.savedHref(result.data.id) as Route);
      } else if (result.code === 'stale') {
        const { version, ...changes } = (result.changed ?? {}) as Partial<BookingValues> & {
          version: number;
        };
        setTheirs({ changed: changes, version });
        setProblems({ fields: {} });
      } else
        setProblems({ fields: result.fields ?? {}, message: result.fields ? undefined : result.message });
    });
  };

  /** Goes on from what the other person saved, with or without my own changes on top. */
  const resolve = (keepMine: boolean) => {
    if (!theirs) return;
    const base = { ...kept.base, ...theirs.changed };
    const mine = mergeValues({ base: kept.base, mine: values, theirs: theirs.changed });
    setKept({ base, version: theirs.version, values: keepMine ? mine : base });
    setTheirs(undefined);
  };

  const startOver = () => {
    setKept((before) => ({ ...before, values: before.base }));
    setRestored(false);
    setProblems({ fields: {} });
    sessionStorage.removeItem(`cater-booking:${setup.draftId}`);
  };

  return {
    values,
    base: kept.base,
    price,
    problems,
    theirs,
    restored,
    saving,
    set,
    save,
    resolve,
    startOver,
  };
}

export type BookingFormState = ReturnType<typeof useBookingForm>;

/** The same checks as the server's, so that most mistakes are told at once. */
function problemsIn(values: BookingValues, setup: BookingFormSetup): Record<string, string> | undefined {
  const parsed = setup.schema.safeParse(values);
  if (!parsed.success) {
    const fields: Record<string, string> = {};
    for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message;
    return fields;
  }
  const planned = planBooking({ input: parsed.data, ...setup.priced, now: new Date() });
  return planned.ok ? undefined : planned.fields;
}

/** Problems without those of the fields being changed and of what lies below them. */
function without(fields: Record<string, string>, changed: readonly string[]): Record<string, string> {
  const kept = Object.entries(fields).filter(
    ([field]) => !changed.some((name) => field === name || field.startsWith(`${name}.`)),
  );
  return Object.fromEntries(kept);
}
