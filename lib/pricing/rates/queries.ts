import 'server-only';
import { asc, desc } from 'drizzle-orm';
import { prepared, preparedText } from '@/db/prepared';
import { exchangeRates } from '@/db/schema/menu';
import type { ShownRate } from '@/db/schema/shown-rate';
import type { Tx } from '@/db/session';
import { plainRate } from './rules';

/** Far more than a company enters in years; older ones aren't asked for any more. */
const mostShown = 500;

const ratesQuery = prepared((db) =>
  db
    .select({
      id: exchangeRates.id,
      currency: exchangeRates.currency,
      rate: exchangeRates.rate,
      validFrom: exchangeRates.validFrom,
    })
    .from(exchangeRates)
    .orderBy(asc(exchangeRates.currency), desc(exchangeRates.validFrom))
    .limit(mostShown),
);

/** The company's rates by currency, the newest of each first. */
export const askRates = (tx: Tx) => ratesQuery(tx);

export const tellRates = (rows: Awaited<ReturnType<typeof askRates>>) =>
  rows.map((row) => ({ ...row, rate: plainRate(row.rate) }));

export type Rate = ReturnType<typeof tellRates>[number];

const currenciesQuery = prepared((db) =>
  db
    .selectDistinct({ currency: exchangeRates.currency })
    .from(exchangeRates)
    .orderBy(asc(exchangeRates.currency)),
);

/** The currencies that totals can be shown in. */
export const askCurrencies = (tx: Tx) => currenciesQuery(tx);

const shownQuery = preparedText<ShownRate>(
  `select r.currency, r.rate::text as rate, r.valid_from::text as "validFrom"
  from bookings b join customers k on k.company_id = b.company_id and k.id = b.customer_id
    join companies c on c.id = b.company_id
    join exchange_rates r on r.company_id = b.company_id and r.currency = k.display_currency and r.currency <> c.currency
  where b.id = $1::uuid and r.valid_from <= ($2::timestamptz at time zone c.time_zone)::date
  order by r.valid_from desc limit 1`,
  ['id', 'now'],
);

/** The rate of the day by which a booking's total is shown to its customer as well; nobody's where they chose no currency. */
export const askShownRate = (tx: Tx, id: string, now: Date) => shownQuery(tx, { id, now: now.toISOString() });

export const tellShownRate = ([found]: readonly ShownRate[]): ShownRate | undefined =>
  found && { ...found, rate: plainRate(found.rate) };

/** The same inside a transaction, to be kept with what is drawn up. */
export async function loadShownRate(tx: Tx, id: string, now: Date): Promise<ShownRate | undefined> {
  return tellShownRate(await askShownRate(tx, id, now));
}
