import 'server-only';
import { sql } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';

/** Of the provider's parameters only those of a location pin; null for other messages. */
export const pinColumn = sql<Record<
  string,
  string
> | null>`case when jsonb_exists(${messages.raw}, 'Latitude') then jsonb_build_object(
  'Latitude', ${messages.raw} ->> 'Latitude', 'Longitude', ${messages.raw} ->> 'Longitude',
  'Label', ${messages.raw} ->> 'Label', 'Address', ${messages.raw} ->> 'Address') end`;
