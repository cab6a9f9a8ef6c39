import 'server-only';
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';

/** Of a message's provider parameters only those of a location pin; null for other messages. */
export const pinOf = (raw: SQLWrapper): SQL<Record<string, string> | null> => sql`case
  when jsonb_exists(${raw}, 'Latitude') then jsonb_build_object(
  'Latitude', ${raw} ->> 'Latitude', 'Longitude', ${raw} ->> 'Longitude',
  'Label', ${raw} ->> 'Label', 'Address', ${raw} ->> 'Address') end`;

export const pinColumn = pinOf(messages.raw);
