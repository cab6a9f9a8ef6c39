import { foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bounded, createdAt, id } from './columns';
import { companies } from './companies';
import { customers } from './people';

/** Bookings of one customer that belong together; each is a part with place, time, menu and money of its own. */
export const occasions = pgTable(
  'occasions',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    customerId: uuid('customer_id').notNull(),
    name: text('name').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('occasions_company_id').on(t.companyId, t.id),
    unique('occasions_whose').on(t.companyId, t.id, t.customerId),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    index('occasions_customer').on(t.companyId, t.customerId),
    bounded('occasions', 'name', 160),
  ],
);
