import 'server-only';
import { sql } from 'drizzle-orm';
import type { auditCategories } from '@/db/enums';
import type { Tx } from '@/db/session';

export type AuditEntry = {
  category: (typeof auditCategories)[number];
  /** Past tense, e.g. `signed_in`, `webhook_refused`. */
  action: string;
  detail?: Record<string, unknown>;
  /** For actors that stand outside every company. */
  companyId?: string;
};

/** Writes what is not a change of a row to the audit trail, in the caller's transaction. */
export async function recordAudit(
  tx: Tx,
  { category, action, detail, companyId }: AuditEntry,
): Promise<void> {
  await tx.execute(
    sql`select audit_record(${category}, ${action}, ${detail ? JSON.stringify(detail) : null}::jsonb, ${companyId ?? null}::uuid)`,
  );
}
