import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { may, type Role } from '@/lib/auth/permissions';
import { mayOpenRecord } from '@/lib/auth/record-rights';
import { mayEdit, mayRemove } from './rules';
import type { RecordAt } from './schema';

/** The most that a page shows; older ones are in the audit trail. */
const most = 200;

type Row = {
  id: string;
  body: string;
  by_id: string;
  by: string;
  at: string;
  edited: boolean;
  removed_by: string | null;
  mentions: { id: string; name: string }[];
  files: { id: string; name: string; kind: 'picture' | 'pdf'; size: number }[];
};

const commentsQuery = preparedText<Row>(
  `select c.id, c.body, c.created_by as by_id, u.name as by, c.created_at as at, c.edited_at is not null as edited,
    case when c.removed_at is not null then coalesce(r.name, 'Somebody who left') end as removed_by,
    coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name)) from users m where m.id = any (c.mentions)), '[]') as mentions,
    coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'kind', f.kind, 'size', f.size) order by f.created_at, f.id)
      from comment_files f where f.company_id = c.company_id and f.comment_id = c.id and c.removed_at is null), '[]') as files
  from comments c left join users u on u.id = c.created_by left join users r on r.id = c.removed_by
  where c.company_id = nullif(current_setting('app.company_id', true), '')::uuid and c.record_id = $1::uuid
  order by c.created_at desc, c.id desc limit ${most}`,
  ['id'],
);

/** Those who work here, by name. */
export const colleaguesQuery = preparedText<{ id: string; name: string; role: Role }>(
  `select u.id, u.name, m.role from memberships m join users u on u.id = m.user_id
  where m.role <> 'client' and u.disabled_at is null order by u.name, u.id limit 200`,
);

/** Whether a mention on the record still waits for the reader: row rules show nobody else's. */
const waitingQuery = preparedText<{ waits: boolean }>(
  `select exists (select from alerts a where a.kind = 'mentioned' and a.cleared_at is null and a.about ->> 'recordId' = $1::uuid::text
    and a.user_id = nullif(current_setting('app.user_id', true), '')::uuid) as waits`,
  ['id'],
);

/** The comments on a record, whom one can mention, and whether somebody mentioned the reader. */
export const askComments = (tx: Tx, id: string) =>
  [commentsQuery(tx, { id }), colleaguesQuery(tx), waitingQuery(tx, { id })] as const;

type Reader = { identity: { userId: string; role: Role }; now: Date };

/** The same as a page shows them, newest first, with what the reader may do with each. */
export function tellComments(
  [rows, people, [waiting]]: Answers<ReturnType<typeof askComments>>,
  on: RecordAt,
  { identity: { userId, role }, now }: Reader,
) {
  return {
    on,
    /** The reader is named in one that they haven't seen. */
    waits: waiting?.waits ?? false,
    colleagues: people
      .filter(({ id }) => id !== userId)
      .map(({ id, name, role: theirs }) => ({ id, name, mayOpen: mayOpenRecord(theirs, on.kind) })),
    comments: rows.map((row) => {
      const written = {
        createdBy: row.by_id,
        createdAt: new Date(row.at),
        removedAt: row.removed_by === null ? null : now,
      };
      return {
        id: row.id,
        body: row.body,
        by: row.by ?? 'Somebody who left',
        at: written.createdAt,
        edited: row.edited,
        removedBy: row.removed_by,
        mentions: row.mentions,
        files: row.files,
        mayEdit: mayEdit(written, { userId }, now).ok,
        mayRemove: mayRemove(written, { userId, mayRemoveAny: may(role, 'comments.remove') }).ok,
      };
    }),
  };
}

export type Talk = ReturnType<typeof tellComments>;
export type Comment = Talk['comments'][number];
