import 'server-only';
import { asc, eq, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { savedViews } from '@/db/schema/lists';
import type { Tx } from '@/db/session';
import type { Role } from '@/lib/auth/permissions';
import type { ListAt } from '@/lib/platform/list-filter';
import type { ListName } from './list-names';
import { mayShare } from './rules';

/** More than anybody keeps; the office's shared ones count in. */
const most = 200;

const viewsQuery = prepared((db) =>
  db
    .select({
      id: savedViews.id,
      name: savedViews.name,
      query: savedViews.query,
      shared: savedViews.shared,
      own: sql<boolean>`${savedViews.ownerId} = nullif(current_setting('app.user_id', true), '')::uuid`,
    })
    .from(savedViews)
    .where(eq(savedViews.list, sql.placeholder('list')))
    .orderBy(asc(savedViews.position), asc(savedViews.name), asc(savedViews.id))
    .limit(most),
);

/** How the reader may look at a list: their views and the shared ones, and the columns that they chose. */
export const askViews = (tx: Tx, list: ListName) => viewsQuery(tx, { list });

export function tellViews(
  found: Answers<readonly [ReturnType<typeof askViews>]>[0],
  list: ListName,
  { at: { understands }, role }: { at: Pick<ListAt, 'understands'>; role: Role },
) {
  const columns = new URLSearchParams(found.find(({ name }) => name === null)?.query).get('columns');
  return {
    list,
    mayShare: mayShare(true, role).ok,
    views: found.flatMap(({ name, query, ...view }) =>
      name === null ? [] : [{ ...view, name, query, known: understands(query) }],
    ),
    columns: columns?.split(',') ?? null,
  };
}

export type ListViews = ReturnType<typeof tellViews>;
export type SavedView = ListViews['views'][number];
