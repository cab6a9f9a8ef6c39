import { z } from 'zod';
import { quoteAcceptings } from '@/db/enums';
import { percentText } from '@/lib/platform/percent-text';
import { optionalText } from '@/lib/platform/text';
import { orNone, whole, wholeText } from '@/lib/platform/whole-number';
import { mostServiceCharge } from '../price-schema';

const days = {
  missing: 'Enter 0 to 30 days.',
  least: 0,
  most: 30,
  tooLarge: 'The most is 30 days before.',
};

const invoiceDays = {
  missing: 'Enter 0 to 365 days.',
  least: 0,
  most: 365,
  tooLarge: 'The most is 365 days.',
};
const quoteDays = {
  missing: 'Enter 1 to 365 days.',
  least: 1,
  most: 365,
  tooLarge: 'The most is 365 days.',
};

const quoteRemindDays = {
  missing: 'Enter 1 to 30 days.',
  least: 1,
  most: 30,
  tooLarge: 'The most is 30 days.',
};

export const termsInput = z.object({
  /** Basis points of the total. */
  depositRate: z.int().min(0).max(10_000),
  /** Basis points of the lines after discounts. */
  serviceChargeRate: z.int().min(0).max(mostServiceCharge),
  serviceChargeTaxed: z.boolean(),
  /** Business days before the event. */
  finalCountDays: whole(days),
  quoteDays: whole(quoteDays),
  /** Days before one runs out; null for never. */
  quoteRemindDays: whole(quoteRemindDays).nullable(),
  quoteAccepting: z.enum(quoteAcceptings, { error: 'Choose what an accepted quote does.' }),
  quoteTerms: optionalText({ most: 8000, lines: true }),
  /** Days after it is issued by which an invoice is due. */
  invoiceDays: whole(invoiceDays),
  version: z.int().min(1),
});

/** The same as its form's fields hold it. */
export const termsForm = (locale: string) =>
  termsInput.omit({ version: true }).extend({
    depositRate: percentText(locale, 10_000),
    serviceChargeRate: percentText(locale, mostServiceCharge),
    finalCountDays: wholeText(days),
    quoteDays: wholeText(quoteDays),
    quoteRemindDays: orNone(wholeText(quoteRemindDays), null),
    invoiceDays: wholeText(invoiceDays),
  });
