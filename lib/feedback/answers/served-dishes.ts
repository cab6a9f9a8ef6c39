import 'server-only';
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { dishesServed } from '@/db/schema/booking-lines';
import { feedbackDishes } from '@/db/schema/feedback';
import type { Tx } from '@/db/session';

/** How a dish is named where it is answered: its line; within a package the line and the dish. */
const id = sql<string>`case when ${dishesServed.packageId} is null then ${dishesServed.lineId}::text
  else ${dishesServed.lineId} || '.' || ${dishesServed.itemId} end`;

/** The dishes of an event, those within its packages among them, and what its customer has said of each. */
export const servedDishes = (db: Tx, booking: SQL | undefined) =>
  db
    .select({
      id: id.as('answered_as'),
      lineId: dishesServed.lineId,
      itemId: dishesServed.itemId,
      name: dishesServed.name,
      liked: feedbackDishes.liked,
    })
    .from(dishesServed)
    .leftJoin(
      feedbackDishes,
      and(
        eq(feedbackDishes.companyId, dishesServed.companyId),
        eq(feedbackDishes.lineId, dishesServed.lineId),
        eq(feedbackDishes.itemId, dishesServed.itemId),
      ),
    )
    .where(booking)
    .orderBy(asc(dishesServed.position), asc(dishesServed.lineId), asc(dishesServed.place));
