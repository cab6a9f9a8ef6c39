import { eq } from 'drizzle-orm';
import { justSignedIn } from '@/db/factories/session';
import { companies } from '@/db/schema/companies';
import { actAs } from '@/db/session';
import { setStaffPrices } from '@/lib/auth/staff-prices';
import { savePaymentTerms } from '@/lib/bookings/schedule/mutations';
import { saveTerms } from '@/lib/bookings/terms/mutations';
import { termsInput } from '@/lib/bookings/terms/schema';
import type { Office } from '@/lib/bookings/testing/office';
import { saveLetterhead } from '@/lib/paper/letterhead/mutations';
import { letterheadInput } from '@/lib/paper/letterhead/schema';
import { saveTaxWay } from '@/lib/pricing/tax/mutations';
import { saveAccess, saveHabits, savePlace, saveProfile } from '../mutations';
import { accessInput, habitsInput, placeInput, profileInput } from '../schema';

export type Column = keyof typeof companies.$inferSelect;
export type Row = typeof companies.$inferSelect;
export type Setting = {
  form: keyof typeof forms;
  /** The words of its form that say what it does. */
  says: string;
  to: unknown;
  /** What has to be set beside it for it to do something. */
  with?: Partial<Row>;
  /** What it does, where it does it: asked before and after. */
  does: (office: Office) => Promise<unknown>;
  was: unknown;
  is: unknown;
};

/** The forms of the settings: the file that explains each field, and the command that keeps it. */
export const rowOf = async ({ id, system }: Office): Promise<Row> => {
  const [row] = await actAs(system, (tx) => tx.select().from(companies).where(eq(companies.id, id)));
  if (!row) throw new Error('There is no such company');
  return row;
};
type Save = (office: Office, row: Row & Record<string, unknown>) => Promise<unknown>;
const kept = (shape: { shape: object }, row: object) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name in shape.shape)) as never;
export const forms: Record<string, { file: string; save: Save }> = {
  profile: {
    file: 'people/company/profile-form.tsx',
    save: ({ manager }, row) => saveProfile(manager, kept(profileInput, row)),
  },
  place: {
    file: 'people/company/place-form.tsx',
    save: ({ manager }, row) => savePlace(manager, kept(placeInput, row)),
  },
  habits: {
    file: 'people/company/habits-form.tsx',
    save: ({ manager }, row) => saveHabits(manager, kept(habitsInput, row)),
  },
  access: {
    file: 'people/company/access-form.tsx',
    save: async ({ manager }, row) => saveAccess(await justSignedIn(manager), kept(accessInput, row)),
  },
  terms: {
    file: 'bookings/terms/terms-screen.tsx',
    save: ({ manager }, row) => saveTerms(manager, kept(termsInput, row)),
  },
  schedule: {
    file: 'bookings/schedule/payment-terms-screen.tsx',
    save: ({ manager }, { version, depositFirst, remindBefore, remindAfter, ...row }) =>
      savePaymentTerms(manager, {
        ...{ version, depositFirst, remindBefore, remindAfter },
        ...{ plan: row.paymentPlan, cancellation: row.cancellationTerms },
      }),
  },
  letterhead: {
    file: 'paper/letterhead-screen.tsx',
    save: ({ manager }, row) => saveLetterhead(manager, kept(letterheadInput, row)),
  },
  tax: {
    file: 'pricing/tax-way-form.tsx',
    save: ({ manager }, { version, pricesIncludeTax }) => saveTaxWay(manager, { version, pricesIncludeTax }),
  },
  prices: {
    file: 'menu/staff-prices.tsx',
    save: ({ manager }, { staffPrices }) => setStaffPrices(manager, { allowed: staffPrices }),
  },
};
