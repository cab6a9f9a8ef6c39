import { z } from 'zod';
import { thingRef } from '@/lib/menu/thing-schema';
import { largestAmount } from '@/lib/platform/amount';
import { type MoneyPlace, parseMoney, tooLarge, whyNoAmount } from '@/lib/platform/money';
import { requiredText } from '@/lib/platform/text';
import { whole, wholeText } from '@/lib/platform/whole-number';
import { guestBounds, quantityBounds } from '../bounds';

/** Extras of one event: more than a handful belong into the booking. */
export const mostExtras = 20;

const name = requiredText({ missing: 'Say what it was.', most: 120 });

/** Something that was served or done beyond what was agreed. */
const extraInput = z.object({
  /** Of the menu; what isn't on it has a name and a price of its own. */
  thing: thingRef.refine(({ kind }) => kind !== 'package', 'Choose a dish or a service.').optional(),
  name,
  quantity: whole(quantityBounds),
  /** Minor units each; none where the menu's price holds. */
  unitPrice: z.int().min(0).max(largestAmount, tooLarge).nullable(),
});
export const extrasInput = z.array(extraInput).max(mostExtras, `At most ${mostExtras} extras at once.`);
export type Extra = z.output<typeof extraInput>;

/** A dish or service that an extra can be. Price in minor units. */
export type ExtraChoice = { kind: 'dish' | 'service'; id: string; name: string; price: number };

/** What of the menu is called so, whatever its case. */
export function choiceNamed(choices: readonly ExtraChoice[], typed: string): ExtraChoice | undefined {
  const wanted = typed.trim().toLowerCase();
  return choices.find((choice) => choice.name.toLowerCase() === wanted);
}

const extraText = z.object({ name: z.string(), quantity: z.string(), price: z.string() });
/** While it is being typed. */
export type ExtraValues = z.input<typeof extraText>;
type Known = {
  place: MoneyPlace;
  choices: readonly ExtraChoice[];
  /** Whether this person may agree prices; who may not takes what is on the menu. */
  mayPrice: boolean;
};

/** A row as it is typed; nothing where nothing was. */
const extraForm = ({ place, choices, mayPrice }: Known) =>
  extraText.transform((row, context): Extra | undefined => {
    if (row.name.trim() === '' && row.price.trim() === '') return undefined;
    const called = name.safeParse(row.name);
    const counted = wholeText(quantityBounds).safeParse(row.quantity);
    const choice = choiceNamed(choices, row.name);
    const unitPrice = row.price.trim() === '' && choice ? null : parseMoney(row.price, place);
    const refuse = (field: keyof ExtraValues, message: string | undefined) =>
      context.addIssue({ code: 'custom', path: [field], message: message ?? '' });
    if (!called.success) refuse('name', called.error.issues[0]?.message);
    if (!counted.success) refuse('quantity', counted.error.issues[0]?.message);
    if (called.success && !choice && !mayPrice)
      refuse('name', 'Choose it from the menu: your company lets managers set prices.');
    else if (unitPrice === undefined)
      refuse('price', row.price.trim() === '' ? 'Enter the price of one.' : whyNoAmount(row.price, place));
    else if (unitPrice !== null && unitPrice > largestAmount) refuse('price', tooLarge);
    // What was refused beyond these doesn't come through either.
    if (!called.success || !counted.success || unitPrice === undefined) return z.NEVER;
    const thing = choice && { kind: choice.kind, id: choice.id };
    return { name: called.data, quantity: counted.data, unitPrice, ...(thing && { thing }) };
  });

/** What is asked on completion: how many came, and what was extra, in the company's notation. */
export const completionForm = (known: Known) =>
  z.object({
    served: wholeText(guestBounds),
    extras: z.array(extraForm(known)).transform((rows) => rows.flatMap((row) => row ?? [])),
  });
