import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bounded, createdAt, id, instant, version } from './columns';
import { companies } from './companies';
import { users } from './people';

/**
 * A list as somebody looks at it: filter, order and columns as they stand in the list's address, under a name, one's
 * own or shared with the office. Without a name it is the columns that a person sees when nothing else is asked for.
 */
export const savedViews = pgTable(
  'saved_views',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => users.id),
    list: text('list').notNull(),
    name: text('name'),
    query: text('query').notNull(),
    shared: boolean('shared').notNull().default(false),
    position: integer('position').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    version: version(),
  },
  (t) => [
    unique('saved_views_company_id').on(t.companyId, t.id),
    unique('saved_views_name').on(t.companyId, t.ownerId, t.list, t.name).nullsNotDistinct(),
    index('saved_views_list').on(t.companyId, t.list),
    bounded('saved_views', 'name', 60),
    check('saved_views_list_length', sql`length(list) between 1 and 40`),
    check('saved_views_query_length', sql`length(query) <= 2000`),
    check('saved_views_shared_named', sql`name is not null or not shared`),
  ],
);
