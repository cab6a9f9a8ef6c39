import 'server-only';
import { preparedText } from '@/db/prepared';
import { type Actor, actAs, type Tx } from '@/db/session';

/** What can be looked at so that it is told. */
type Source =
  | 'customers'
  | 'bookings'
  | 'conversations'
  | 'messages'
  | 'feedback'
  | 'cases'
  | 'invoices'
  | 'receipts'
  | 'quotes'
  | 'enquiries';

/** That somebody looks at a record, takes its file along, or looks through all of its kind for words. */
export type Read = { deed: 'read' | 'downloaded' | 'searched'; source: Source; id: string | null };

const noteQuery = preparedText<{ note_read: string }>('select note_read($1::text, $2::text, $3::uuid)', [
  'deed',
  'source',
  'id',
]);

/**
 * Notes a look in the transaction that shows the record; of people of the office only, and of what is theirs to see. An hour's
 * looks of a person at a record become one entry of the audit trail (`fold_reads`).
 */
export const noteRead = (tx: Tx, { deed, source, id }: Read) => noteQuery(tx, { deed, source, id });

/** The same in a transaction of its own, for what isn't shown by a screen. */
export const noteReadAs = (actor: Actor, read: Read): Promise<unknown> =>
  actAs(actor, async (tx) => noteRead(tx, read));

const whoQuery = preparedText<{ user_id: string; name: string | null; times: string; last_at: string }>(
  `select w.user_id, u.name, w.times, w.last_at from who_looked($1::text, $2::uuid, $3::timestamptz) w
  left join users u on u.id = w.user_id order by w.last_at desc`,
  ['source', 'id', 'since'],
);

const daysBack = 90;

/** Who looked at a record in the last 90 days; row by row for managers, nobody for others. */
export const askWhoLooked = (tx: Tx, source: Source, id: string, now: Date) =>
  whoQuery(tx, { source, id, since: new Date(now.getTime() - daysBack * 86_400_000).toISOString() });

export const tellWhoLooked = (rows: readonly Awaited<ReturnType<typeof askWhoLooked>>[number][]) =>
  rows.map(({ user_id, name, times, last_at }) => ({
    id: user_id,
    name: name ?? 'Somebody who left',
    times: Number(times),
    at: new Date(last_at),
  }));
export type Looker = ReturnType<typeof tellWhoLooked>[number];
