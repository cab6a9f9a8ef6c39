import { z } from 'zod';
import { acrossFields } from '@/lib/platform/across-fields';
import { requiredText } from '@/lib/platform/text';
import { orNone, whole, wholeText } from '@/lib/platform/whole-number';

const missing = 'Enter 1 or more, or nothing for no limit.';
const bounds = {
  eventsAtOnce: { missing, most: 1000, tooLarge: 'The most is 1,000 events.' },
  coversADay: { missing, most: 100_000, tooLarge: 'The most is 100,000 covers.' },
  staffADay: { missing, most: 10_000, tooLarge: 'The most is 10,000 people.' },
};

const minute = z.number().int().min(0).max(1439).nullable();
const version = z.number().int().min(0);

type Hours = { opens: unknown; closes: unknown };
const isPair = ({ opens, closes }: Hours) => (opens === null) === (closes === null);
const pair = { path: ['closes'], message: 'Enter both times, or neither.' };

/** What a company takes on at most; null is no limit. `version` 0: nothing was set yet. */
export const limitsInput = z
  .object({
    eventsAtOnce: whole(bounds.eventsAtOnce).nullable(),
    coversADay: whole(bounds.coversADay).nullable(),
    staffADay: whole(bounds.staffADay).nullable(),
    /** Minutes of the company's day. */
    opens: minute,
    closes: minute,
    version,
  })
  .refine(isPair, pair);

const clock = z
  .string()
  .regex(/^(?:|([01]\d|2[0-3]):[0-5]\d(:00)?)$/, 'Enter a time, for example 08:00.')
  .transform((typed) => (typed ? Number(typed.slice(0, 2)) * 60 + Number(typed.slice(3, 5)) : null));

/** The same as a form's fields hold it; empty is no limit. */
export const limitsForm = z
  .object({
    eventsAtOnce: orNone(wholeText(bounds.eventsAtOnce), null),
    coversADay: orNone(wholeText(bounds.coversADay), null),
    staffADay: orNone(wholeText(bounds.staffADay), null),
    opens: clock,
    closes: clock,
  })
  .check(
    acrossFields(['opens', 'closes'], (hours, refuse) => {
      if (!isPair(hours)) refuse('closes', pair.message);
    }),
  );

/** A day without cooking, on the company's calendar. */
export const blockedDayInput = z.object({
  day: z.iso.date('Choose the day.'),
  reason: requiredText({ missing: 'Say why, so that everybody knows.', most: 120 }),
});

export const unblockInput = blockedDayInput.pick({ day: true });
