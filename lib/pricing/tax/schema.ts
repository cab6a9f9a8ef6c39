import { z } from 'zod';
import { percentText } from '@/lib/platform/percent-text';
import { requiredText } from '@/lib/platform/text';

export const mostComponents = 10;
/** Digits and capitals: it stands for the part in the ledger and its codes. */
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9_]{1,20}$/, 'Up to 20 letters and figures, without blanks.');
const label = requiredText({ missing: 'Name this part.', most: 60 });
const name = requiredText({ missing: 'Name the tax.', most: 80 });
const validFrom = z.iso.date({ error: 'Choose the day from which it holds.' });
const twice = 'Another part has this code.';

type Coded = { code: string };
const onceEach = (parts: readonly Coded[], context: z.RefinementCtx) => {
  for (const [at, part] of parts.entries())
    if (parts.findIndex((one) => one.code === part.code) < at)
      context.addIssue({ code: 'custom', path: [at, 'code'], message: twice });
};

const component = z.object({ code, name: label, rate: z.int().min(1).max(10_000), compound: z.boolean() });

/** A tax that holds for events from a day on; rates in basis points, the parts in their order. None at all is no tax. */
const profile = z.object({
  name,
  validFrom,
  components: z.array(component).max(mostComponents).superRefine(onceEach),
});
export type TaxProfileInput = z.output<typeof profile>;

/** `id` of one that is changed, and how it stood when it was looked at. */
export const saveTaxInput = profile.extend({
  id: z.uuid().nullable(),
  seen: profile.nullable(),
});
export const removeTaxInput = z.object({ id: z.uuid() });

/** The same as its form's fields hold it. */
export const taxForm = (locale: string) =>
  z.object({
    name,
    validFrom,
    components: z
      .array(
        z.object({
          code,
          name: label,
          rate: percentText(locale, 10_000).refine((rate) => rate > 0, 'Enter how many percent.'),
          compound: z.boolean(),
        }),
      )
      .max(mostComponents)
      .superRefine(onceEach),
  });

/** Whether the prices of the menu have the tax in them; `version` the company's, as it was looked at. */
export const taxWayInput = z.object({ pricesIncludeTax: z.boolean(), version: z.int().min(1) });
export const taxWays = ['added', 'included'] as const;
/** The same as its form's field holds it. */
export const taxWayForm = z
  .object({ way: z.enum(taxWays) })
  .transform(({ way }) => ({ pricesIncludeTax: way === 'included' }));
