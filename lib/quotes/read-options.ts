import 'server-only';
import type { z } from 'zod';
import type { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import { headsOf } from '@/lib/bookings/heads';
import { loadMenuThings } from '@/lib/menu/choice-queries';
import { availableOn } from '@/lib/menu/rules';
import { isThing } from '@/lib/menu/thing-ref';
import { Refusal } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import type { Pricing } from '@/lib/pricing/queries';
import { optionOf, type QuoteOption } from './document-rules';
import type { quoteInput } from './schema';

type For = {
  stored: typeof bookings.$inferSelect;
  pricing: Pricing;
  mayPrice: boolean;
  /** Where the form has them, so that a refusal stands at its field. */
  path: string;
};

/** What a customer of this booking may add, as it is on the menu on its day. Throws Refusal by field. */
export async function readOptions(
  tx: Tx,
  options: z.output<typeof quoteInput>['options'],
  { stored, pricing, mayPrice, path }: For,
): Promise<QuoteOption[]> {
  const things = await loadMenuThings(
    tx,
    options.flatMap(({ thing }) => thing ?? []),
  );
  const day = dayKey(stored.startsAt, pricing.timeZone);
  const { guests } = headsOf(stored);
  const fields: Record<string, string> = {};
  const read = options.map((asked, index) => {
    if (!('amount' in asked)) {
      const thing = things.find((one) => isThing(one, asked.thing));
      const may = thing
        ? availableOn(thing, day, pricing.locale)
        : { ok: false, reason: 'This is no longer on the menu.' };
      if (!may.ok && 'reason' in may) fields[`${path}.${index}.what`] = String(may.reason);
      return optionOf(index, { label: asked.label ?? '', amount: 0 }, thing, guests);
    }
    if (!mayPrice)
      fields[`${path}.${index}.amount`] =
        'Your company lets managers set prices. Ask one of them, or choose something of the menu.';
    return optionOf(index, asked);
  });
  if (Object.keys(fields).length > 0)
    throw new Refusal('invalid', 'Some fields need your attention.', { fields });
  return read;
}
