import { sql } from 'drizzle-orm';
import { actAs, type OfficeActor } from '@/db/session';
import { advanceBooking } from '@/lib/bookings/mutations';
import { type Office, refusal } from '@/lib/bookings/testing/office';
import { made } from '../acts';

/** One column of a table of settings: what is given, what its form says of it, and what it does where it does it. */
export type BesideSetting = {
  /** The words of its form that say what it does. */
  says: string;
  /** What is set, beside the table's `usual`. */
  to: object;
  /** What the trail has of it afterwards; the one value of `to` where nothing is said. */
  kept?: unknown;
  /** What is set before, so that there is something to change. */
  first?: object;
  does: (office: Office) => Promise<unknown>;
  was: unknown;
  is: unknown;
};

/** A table of settings that stands beside `companies`. */
export type BesideTable = {
  file: string;
  usual: object;
  /** Keeps values as somebody, by the command of its form. */
  save: (office: Office, by: OfficeActor, values: object) => Promise<unknown>;
  columns: Record<string, BesideSetting>;
  /** Columns that nobody sets: who and when, what a trigger counts. */
  notSet: string;
};

/** The version that a form of a company's only row was opened at; 0 where there is none yet. */
export const versionOf = async (office: Office, table: string): Promise<number> => {
  const [row] = await actAs(office.system, (tx) =>
    tx.execute<{ version: number }>(
      sql`select version::int as version from ${sql.identifier(table)} where company_id = ${office.id}`,
    ),
  );
  return row?.version ?? 0;
};

/** A year that is ahead whenever the tests run. */
export const year = new Date().getUTCFullYear() + 2;
/** A time of the company's day then, as a field holds it. */
export const on = (day: string, at: string) => `${year}-${day}T${at}`;

/** Whether staff are kept from confirming an event of such a form. */
export const refusedToConfirm =
  (over: Parameters<typeof made>[1] = {}) =>
  async (office: Office): Promise<boolean> => {
    const { id } = await made(office, over);
    const told = (await refusal(advanceBooking(office.staff, { id, to: 'confirmed' }))) as
      | { code?: string }
      | undefined;
    if (told && told.code !== 'conflict') throw told;
    return told !== undefined;
  };
/** The same of several forms, in their order. */
export const refusedOf =
  (...forms: Parameters<typeof made>[1][]) =>
  async (office: Office): Promise<boolean[]> => {
    const told: boolean[] = [];
    for (const form of forms) told.push(await refusedToConfirm(form)(office));
    return told;
  };
export const eventOn = (day: string, from = '12:00', until = '16:00') => ({
  startsAt: on(day, from),
  endsAt: on(day, until),
});
