import { z } from 'zod';
import { allergens, diets, offerUnits, serviceKinds } from '@/db/enums';
import { acrossFields } from '@/lib/platform/across-fields';
import { amount, amountText, largestAmount } from '@/lib/platform/amount';
import { type MoneyPlace, parseMoney } from '@/lib/platform/money';
import { optionalText, requiredText } from '@/lib/platform/text';
import { orNone, whole, wholeText } from '@/lib/platform/whole-number';
import { type AllergenMap, allergensOf } from './allergens';
import { dietProblem } from './rules';
import { allergenStates } from './words';

/** The database holds the same bounds. */
const mostMinutes = 20_160;
const mostFeeds = 1000;

const minimumBounds = {
  missing: 'Enter the smallest order, 1 or more.',
  most: 10_000,
  tooLarge: 'The smallest order can be 10,000 at most.',
};
const feedsBounds = {
  missing: 'Enter how many guests one tray feeds.',
  most: mostFeeds,
  tooLarge: `One tray can feed up to ${mostFeeds} guests.`,
};
const hoursProblem = 'Enter hours, such as 2 or 1.5, up to 336.';

/** Minutes, whole. */
const minutes = z.number().int().min(0, hoursProblem).max(mostMinutes, hoursProblem);
/** The same typed as hours, with a point or a comma. Empty is none. */
const hoursText = z
  .string()
  .transform((typed, context) => {
    const text = typed.trim().replace(',', '.');
    if (text === '') return 0;
    if (/^\d{1,3}(\.\d{1,2})?$/.test(text)) return Math.round(Number(text) * 60);
    context.addIssue({ code: 'custom', message: hoursProblem, input: typed });
    return z.NEVER;
  })
  .pipe(minutes);

const day = z.iso.date('Enter a date that there is.');
/** What a date field sends; empty is none. */
const dayText = z.union([z.literal('').transform(() => null), day.nullable()]);
const month = z.number().int().min(1).max(12).nullable();
const monthText = z
  .string()
  .regex(/^(|[1-9]|1[0-2])$/, 'Choose a month.')
  .transform((text) => (text === '' ? null : Number(text)));

/** A cost may be nothing at all, which isn't the same as unknown. */
const cost = z.number().int().min(0).max(largestAmount, 'This amount is too large.').nullable();
const costText = (place: MoneyPlace) =>
  z.string().transform((typed, context) => {
    if (typed.trim() === '') return null;
    const minor = parseMoney(typed, place);
    if (minor !== undefined && minor <= largestAmount) return minor;
    context.addIssue({
      code: 'custom',
      message: 'Enter the cost as an amount, or leave it empty.',
      input: typed,
    });
    return z.NEVER;
  });

export const pictureId = z.union([z.literal('').transform(() => null), z.uuid().nullable()]);
const allergenMap = z.partialRecord(z.enum(allergens), z.enum(allergenStates));

const dish = {
  name: requiredText({ missing: 'Enter the name of the dish.', most: 120 }),
  categoryId: z.uuid('Choose a category.'),
  description: optionalText({ most: 2000, lines: true }),
  unit: z.enum(offerUnits, { error: 'Choose what the price is for.' }),
  diets: z.array(z.enum(diets)).max(diets.length),
  spice: z.number().int().min(0).max(3),
  allergens: allergenMap,
  pictureId,
};

/** What belongs together in a dish: trays feed somebody, seasons have two ends, diets fit the allergens. */
const consistent = [
  acrossFields<{ unit: string; feeds: number | null }>(['unit', 'feeds'], ({ unit, feeds }, refuse) => {
    if (unit === 'tray' && feeds === null) refuse('feeds', feedsBounds.missing);
  }),
  acrossFields<Period>(['availableFrom', 'availableTo'], ({ availableFrom, availableTo }, refuse) => {
    if (availableFrom && availableTo && availableTo < availableFrom)
      refuse('availableTo', 'The last day comes before the first.');
  }),
  acrossFields<Period>(['seasonFrom', 'seasonTo'], ({ seasonFrom, seasonTo }, refuse) => {
    if ((seasonFrom === null) !== (seasonTo === null))
      refuse(seasonFrom === null ? 'seasonFrom' : 'seasonTo', 'A season has a first and a last month.');
  }),
  acrossFields<Food>(['diets', 'allergens'], (food, refuse) => {
    const problem = dietProblem(food.diets, allergensOf(food.allergens));
    if (problem) refuse('diets', problem);
  }),
] as const;
type Period = {
  availableFrom: string | null;
  availableTo: string | null;
  seasonFrom: number | null;
  seasonTo: number | null;
};
type Food = { diets: (typeof diets)[number][]; allergens: AllergenMap };

const settled = <T extends { unit: string; feeds: number | null }>(input: T): T => ({
  ...input,
  feeds: input.unit === 'tray' ? input.feeds : null,
});

/** A dish, as the commands take it. `cost` is a manager's; without it the cost stays as it is. */
export const dishInput = z
  .object({
    ...dish,
    price: amount,
    cost: cost.optional(),
    feeds: whole(feedsBounds).nullable(),
    minimumOrder: whole(minimumBounds),
    preparationMinutes: minutes,
    availableFrom: day.nullable(),
    availableTo: day.nullable(),
    seasonFrom: month,
    seasonTo: month,
  })
  .check(...consistent)
  .transform(settled);
export type DishInput = z.output<typeof dishInput>;

/** The same as its form's fields hold it, in the company's notation. */
export const dishForm = (place: MoneyPlace) =>
  z
    .object({
      ...dish,
      price: amountText(place, { missing: 'Enter the price.' }),
      cost: costText(place).optional(),
      feeds: orNone(wholeText(feedsBounds), null),
      minimumOrder: wholeText(minimumBounds),
      spice: z.string().transform(Number),
      preparationMinutes: hoursText,
      availableFrom: dayText,
      availableTo: dayText,
      seasonFrom: monthText,
      seasonTo: monthText,
    })
    .check(...consistent)
    .transform(settled);
export type DishValues = Typed<
  z.input<ReturnType<typeof dishForm>>,
  'allergens' | 'diets' | 'cost' | 'unit'
> &
  Food & { cost?: string; unit: (typeof offerUnits)[number] };
/** Text in every field but those named. */
type Typed<V, Besides> = { [K in Exclude<keyof V, Besides>]: string };

const service = {
  name: requiredText({ missing: 'Enter the name of the service.', most: 120 }),
  kind: z.enum(serviceKinds, { error: 'Choose the kind of service.' }),
  description: optionalText({ most: 2000, lines: true }),
  unit: z.enum(['guest', 'item', 'hour', 'flat'], { error: 'Choose what the price is for.' }),
  pictureId,
};

export const serviceInput = z.object({
  ...service,
  price: amount,
  cost: cost.optional(),
  minimumOrder: whole(minimumBounds),
  durationMinutes: minutes,
});
export type ServiceInput = z.output<typeof serviceInput>;

export const serviceForm = (place: MoneyPlace) =>
  z.object({
    ...service,
    price: amountText(place, { missing: 'Enter the price.' }),
    cost: costText(place).optional(),
    minimumOrder: wholeText(minimumBounds),
    durationMinutes: hoursText,
  });
type ServiceText = z.input<ReturnType<typeof serviceForm>>;
export type ServiceValues = Typed<ServiceText, 'cost' | 'kind' | 'unit'> &
  Pick<ServiceText, 'cost' | 'kind' | 'unit'>;

/** Of an edit: which state the form was filled from. */
export const edition = { id: z.uuid(), version: z.number().int().min(1) };

export const categoryInput = z.object({
  name: requiredText({ missing: 'Enter the name of the category.', most: 80 }),
  /** Where nothing is said of it, it stays. */
  pictureId: pictureId.optional(),
});

/** What can be put in order and archived. */
const kind = z.enum(['category', 'dish', 'service', 'package']);
export type Arranged = z.output<typeof kind>;
export const archiveInput = z.object({ kind, id: z.uuid(), active: z.boolean() });
/** Puts one behind another of its list, or first. */
export const placeInput = z.object({ kind, id: z.uuid(), after: z.uuid().nullable() });
