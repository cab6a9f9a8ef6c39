import { eq } from 'drizzle-orm';
import { exports } from '@/db/schema/exports';
import { actAs } from '@/db/session';
import { failExport, systemOf, takeExport, type Work } from '../making/export-run';
import { finishExport } from '../making/finish-export';
import { writeRows } from '../making/write-rows';
import { writeWorkbook } from '../making/write-workbook';

/** What the job does, in one go. */
export async function makeExport(
  work: Work,
  now: Date,
  how: Parameters<typeof writeRows>[1] = {},
): Promise<string> {
  if (!(await takeExport(work, now))) return 'nothing to do';
  for (;;) {
    const went = await writeRows(work, how);
    if (went === 'gone') return went;
    if (typeof went === 'object') {
      await failExport(work, went.failed, now);
      return 'refused';
    }
    if (went === 'whole') break;
  }
  const written = await writeWorkbook(work);
  return written && (await finishExport(work, now)) ? 'ready' : 'gone';
}

export async function readExport(companyId: string, id: string) {
  const [row] = await actAs(systemOf({ companyId }), (tx) =>
    tx.select().from(exports).where(eq(exports.id, id)),
  );
  if (!row) throw new Error('No such export');
  return row;
}
