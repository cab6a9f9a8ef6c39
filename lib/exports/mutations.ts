import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { exports } from '@/db/schema/exports';
import { escalate, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { exportSettled } from '@/lib/alerts/happenings';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { announceExport } from './events';
import { listNamed } from './lists';
import { mayAsk, mayCancel, mayRepeat } from './rules';
import { askInput, exportId, underWay } from './schema';

const rate = { limit: 60, windowSeconds: 3600 };
const tooMany = 'That is a lot of files in an hour. Go on later.';
const notYours = 'Your role may not see this list.';

async function load(tx: Tx, id: string) {
  const [found] = await tx.select().from(exports).where(eq(exports.id, id)).for('update');
  if (!found) throw notFound('file');
  return found;
}

/** One after another: of several asked for at once each counts those before it. */
async function mustHaveRoom(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`exports of ${userId}`}, 0))`);
  const [found] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(exports)
    .where(and(eq(exports.userId, userId), inArray(exports.status, underWay)));
  mustAllow(mayAsk(found?.n ?? 0));
}

/** Asks for a list as a file that is made in the background, with the rights of whoever asks. */
export const askExport = command({
  name: 'ask for export',
  permission: 'exports.run',
  input: askInput,
  output: exportId,
  before: async (actor, { list }) => {
    if (!listNamed(list)?.permits(actor.role)) throw new Refusal('forbidden', notYours);
    await requireRecentAuth(actor);
    await mustBeWithin({ key: `export:${actor.userId}`, ...rate }, tooMany);
  },
  write: async (tx, { list, filter, format }, { companyId, userId }, at) => {
    await mustHaveRoom(tx, userId);
    const id = v7();
    await tx.insert(exports).values({ id, companyId, userId, list, filter, format });
    return { id, at };
  },
  after: ({ id, at }, { companyId }) => announceExport({ companyId, exportId: id }, at),
});

/** Calls off one that waits or is made. What there is of it is swept away. */
export const cancelExport = command({
  name: 'cancel export',
  permission: 'exports.run',
  input: exportId,
  output: nothing,
  write: async (tx, { id }) => {
    mustAllow(mayCancel(await load(tx, id)));
    await tx.update(exports).set({ status: 'cancelled' }).where(eq(exports.id, id));
  },
});

/** Asks again for one that failed, was cancelled or is gone. */
export const repeatExport = command({
  name: 'repeat export',
  permission: 'exports.run',
  input: exportId,
  output: exportId,
  before: requireRecentAuth,
  write: async (tx, { id }, actor, at) => {
    const found = await load(tx, id);
    mustAllow(mayRepeat(found, actor));
    if (!listNamed(found.list)?.permits(actor.role)) throw new Refusal('forbidden', notYours);
    await mustHaveRoom(tx, actor.userId);
    await tx.update(exports).set({ status: 'waiting' }).where(eq(exports.id, id));
    await escalate(actor, tx, () => endAlerts(tx, actor.companyId, exportSettled(id)));
    return { id, at };
  },
  after: ({ id, at }, { companyId }) => announceExport({ companyId, exportId: id }, at),
});
