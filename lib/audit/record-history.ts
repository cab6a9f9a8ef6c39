import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import type { Locality } from '@/lib/platform/format/zones';
import { whoOf } from './queries';
import { sayChanges } from './words';

/** Older entries are in the audit trail. */
const most = 100;

type Row = {
  id: string;
  at: string;
  action: string;
  table_name: string;
  changes: Record<string, [unknown, unknown]> | null;
  role: string;
  actor: string;
  user_id: string | null;
  person: string | null;
};

const historyQuery = preparedText<Row>(
  `select h.id, h.at, h.action, h.table_name, h.changes, h.role, h.actor, h.user_id, u.name as person
  from record_history($1::text, $2::uuid, ${most}) h left join users u on u.id = h.user_id order by h.id desc`,
  ['kind', 'id'],
);

/** What was done to a customer, an answer or a paper: for the office, of whom only managers read the trail itself. */
export const askHistory = (
  tx: Tx,
  kind: 'customer' | 'feedback' | 'invoice' | 'quote' | 'receipt',
  id: string,
) => historyQuery(tx, { kind, id });

const verbs: Record<string, string> = { insert: 'added it', update: 'changed it', delete: 'removed it' };

/** The same in words, newest first: who, what, and of each field what stood before and after. */
export const tellHistory = (
  rows: Answers<readonly [ReturnType<typeof askHistory>]>[0],
  where: Locality & { currency: string },
) =>
  rows.map((row) => ({
    id: row.id,
    at: new Date(row.at),
    actor: whoOf({ person: row.person, userId: row.user_id, role: row.role, actor: row.actor }),
    title: verbs[row.action] ?? row.action,
    details:
      row.action === 'update'
        ? sayChanges(
            { action: row.action, tableName: row.table_name, changes: row.changes, detail: null },
            where,
          )
            .filter(({ before, after }) => before !== after)
            .map(({ label, before, after }) => `${label}: ${before || 'nothing'} → ${after || 'nothing'}`)
        : [],
  }));

export type History = ReturnType<typeof tellHistory>;
