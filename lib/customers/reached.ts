import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { customers } from '@/db/schema/people';

type Ways = {
  /** As `phoneKey` writes them. */
  phones?: readonly string[];
  /** In lower case. */
  emails?: readonly string[];
};

/** Whether a customer has one of the numbers or addresses; asked by indexes that row rules keep other conditions on them from. */
export const isReached = ({ phones = [], emails = [] }: Ways): SQL<boolean> =>
  sql`${customers.id} = any (array(select customers_reached(${sql.param(phones)}::text[], ${sql.param(emails)}::text[])))`;
