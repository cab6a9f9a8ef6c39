import { z } from 'zod';
import { rhythms } from '@/db/enums';
import { requiredText } from '@/lib/platform/text';
import { whole, wholeText } from '@/lib/platform/whole-number';
import { mostTimes, scopes } from './rules';

const timesBounds = {
  missing: 'Enter how many times, 2 or more.',
  least: 2,
  most: mostTimes,
  tooLarge: `One series holds up to ${mostTimes}. Make another one after it.`,
};
const rhythm = z.enum(rhythms, { error: 'Choose how often.' });
const until = z.iso.date('Choose the last day.');

/** A series from a booking: how often it comes; `skip`: days of the rhythm that are left out. */
export const seriesInput = z.object({
  bookingId: z.uuid(),
  rhythm,
  times: whole(timesBounds).nullable(),
  until: until.nullable(),
  skip: z.array(z.iso.date()).max(mostTimes).default([]),
});
/** The same as its form's fields hold it. */
export const seriesForm = z.discriminatedUnion('ends', [
  z.object({ ends: z.literal('times'), rhythm, times: wholeText(timesBounds) }),
  z.object({ ends: z.literal('until'), rhythm, until }),
]);

const scope = z.enum(scopes, { error: 'Choose which of them.' });
/** Those in scope become like this one. */
export const likeInput = z.object({ bookingId: z.uuid(), scope });
export const likeForm = z.object({ scope });
const reason = requiredText({ missing: 'Enter the reason.', most: 500, lines: true });
/** This one and those in scope. */
export const seriesCancel = z.object({ bookingId: z.uuid(), scope, reason });
export const cancelForm = z.object({ scope, reason });
