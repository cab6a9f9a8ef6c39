import 'server-only';
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** What one of a dish or service costs, in minor units; null where it isn't known, or not to whoever asks. */
export const costSeen = (thing: SQLWrapper) => sql`cost_seen(${thing})`.mapWith(Number) as SQL<number | null>;
