import 'server-only';
import { desc, eq } from 'drizzle-orm';
import { exports } from '@/db/schema/exports';
import { users } from '@/db/schema/people';
import type { Tx } from '@/db/session';

const shown = 100;

/** The newest files that the reader may know of: their own, or all of the company. */
export const askExports = (tx: Tx) =>
  tx
    .select({
      id: exports.id,
      userId: exports.userId,
      by: users.name,
      list: exports.list,
      filter: exports.filter,
      format: exports.format,
      status: exports.status,
      madeAs: exports.madeAs,
      doneRows: exports.doneRows,
      estimatedRows: exports.estimatedRows,
      bytes: exports.bytes,
      problem: exports.problem,
      createdAt: exports.createdAt,
      expiresAt: exports.expiresAt,
    })
    .from(exports)
    .innerJoin(users, eq(users.id, exports.userId))
    .orderBy(desc(exports.createdAt), desc(exports.id))
    .limit(shown);
