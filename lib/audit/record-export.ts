import 'server-only';
import type { exportFormats } from '@/db/enums-of-files';
import type { Tx } from '@/db/session';
import { recordAudit } from './record-audit';

export type Exported = {
  /** The name of the list, or of a report: "bookings", "financial-report". */
  list: string;
  /** As the list's address has it; empty for all of it. */
  filter: string;
  format: (typeof exportFormats)[number] | 'pdf';
  rows: number;
};

/** Says in the audit trail that somebody takes a list out of the house as a file; in their own name. */
export const recordExport = (tx: Tx, detail: Exported) =>
  recordAudit(tx, { category: 'activity', action: 'exported', detail });
