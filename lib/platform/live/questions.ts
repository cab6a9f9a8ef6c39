import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import type { Address } from '@/lib/platform/screen';
import { readCursor, writeCursor } from './cursor';

type LiveChange = { topic: string; subject: string | null };

const snapshotQuery = preparedText<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot');

/** What has become visible since a look: exactly the lines of transactions that its snapshot didn't see. */
const changesQuery = preparedText<LiveChange>(
  `select distinct topic, subject from live_changes
    where $1::text is not null and company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and xid >= pg_snapshot_xmin($1::text::pg_snapshot) and not pg_visible_in_snapshot(xid, $1::text::pg_snapshot)
    limit 200`,
  ['snapshot'],
);

/** The place that an address looks on from. */
export const readSince = ({ search }: Address) => ({
  since: typeof search.since === 'string' ? search.since : undefined,
});
type Since = ReturnType<typeof readSince>;

/** What happened in the company since the reader's last look. */
export const askLive = (tx: Tx, { since }: Since, now: Date) =>
  [
    snapshotQuery(tx),
    changesQuery(tx, { snapshot: readCursor(since, now.getTime())?.snapshot ?? null }),
  ] as const;

export function tellLive(
  [[seen], changes]: Answers<ReturnType<typeof askLive>>,
  { since }: Since,
  now: Date,
) {
  return {
    /** Where to look on from. */
    next: writeCursor({ snapshot: seen?.snapshot ?? '', at: now.getTime() }),
    /** The reader was away too long, or is new: everything may have changed. */
    all: readCursor(since, now.getTime()) === undefined,
    changes: changes.map(({ topic, subject }) => ({ topic, subject })),
  };
}
