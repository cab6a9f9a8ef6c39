import 'server-only';
import { eq } from 'drizzle-orm';
import { exports } from '@/db/schema/exports';
import { actAs, escalate, type OfficeActor } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { exportSettled } from '@/lib/alerts/happenings';
import { recordAudit } from '@/lib/audit/record-audit';
import { may } from '@/lib/auth/permissions';
import { mustAllow, notFound } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { fileHeaders } from '@/lib/platform/sheet-file';
import { listNamed } from '../lists';
import { mayTake } from '../rules';
import { getPart } from './parts';

/**
 * A file that was made, to whoever may have it now: the person who asked, or a manager of the company, as long as their
 * role may see its list. Throws Refusal. Its first part is there before anything is answered; the length is said, so that
 * one that breaks off isn't taken for whole.
 */
export async function takeFile(
  actor: OfficeActor,
  { id, now, timeZone }: { id: string; now: Date; timeZone: string },
): Promise<Response> {
  const [row] = await actAs(actor, (tx) => tx.select().from(exports).where(eq(exports.id, id)));
  if (!row) throw notFound('file');
  const { list, filter, format, keptRows: rows } = row;
  const permitted = listNamed(list)?.permits(actor.role) ?? false;
  if (!may(actor.role, 'exports.run')) throw notFound('file');
  const { role, userId } = actor;
  mustAllow(mayTake(row, { role, userId }, { permitted, now }));
  const first = await getPart(row, 1, format);
  await actAs(actor, async (tx) => {
    const detail = { list, filter, format, rows };
    await recordAudit(tx, { category: 'activity', action: 'export_downloaded', detail });
    if (row.userId === actor.userId)
      await escalate(actor, tx, () => endAlerts(tx, actor.companyId, exportSettled(id)));
  });
  let n = 1;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      controller.enqueue(n === 1 ? first : await getPart(row, n, format));
      n += 1;
      if (n > row.fileParts) controller.close();
    },
  });
  const made = dayKey(row.finishedAt ?? now, timeZone);
  return new Response(body, {
    headers: { ...fileHeaders(`${list}-${made}`, format), 'content-length': String(row.bytes) },
  });
}
