import 'server-only';
import { and, eq } from 'drizzle-orm';
import { importRows } from '@/db/schema/imports';
import type { Tx } from '@/db/session';

/** Forgets what each row of an import would do, so that all of them are checked anew. */
export async function forgetVerdicts(tx: Tx, companyId: string, importId: string): Promise<void> {
  await tx
    .update(importRows)
    .set({
      outcome: null,
      field: null,
      reason: null,
      key: null,
      recordId: null,
      recordVersion: null,
      changed: [],
    })
    .where(and(eq(importRows.companyId, companyId), eq(importRows.importId, importId)));
}
