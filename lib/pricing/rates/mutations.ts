import 'server-only';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { companies } from '@/db/schema/companies';
import { exchangeRates } from '@/db/schema/menu';
import { command, nothing } from '@/lib/platform/command';
import { refuseField } from '@/lib/platform/errors';
import { removeRateInput, saveRateInput } from './schema';

/**
 * Notes what one unit of a currency costs in the company's from a day on; a day that has a rate of it gets this one. Documents that
 * were drawn up keep the rate of their day. Refuses the company's own currency.
 */
export const saveRate = command({
  name: 'save exchange rate',
  permission: 'rates.write',
  input: saveRateInput,
  output: z.object({ id: z.uuid() }),
  write: async (tx, { currency, validFrom, rate }, { companyId }) => {
    const [company] = await tx.select({ currency: companies.currency }).from(companies);
    if (company?.currency === currency)
      throw refuseField(
        'currency',
        'This is your own currency. Enter the one that totals are shown in as well.',
      );
    const [saved] = await tx
      .insert(exchangeRates)
      .values({ id: v7(), companyId, currency, validFrom, rate })
      .onConflictDoUpdate({
        target: [exchangeRates.companyId, exchangeRates.currency, exchangeRates.validFrom],
        set: { rate },
      })
      .returning({ id: exchangeRates.id });
    if (!saved) throw new Error('A rate without a row');
    return saved;
  },
});

/** Takes a rate away; the one before it holds then. Twice is once. */
export const removeRate = command({
  name: 'remove exchange rate',
  permission: 'rates.write',
  input: removeRateInput,
  output: nothing,
  write: async (tx, { id }) => {
    await tx.delete(exchangeRates).where(eq(exchangeRates.id, id));
  },
});
