import { actAs } from '@/db/session';
import { now } from '@/lib/clock';
import { applyStatuses, type StatusReport } from './apply-status';
import { announce } from './events';

type Waiting = { report: StatusReport; done: () => void; failed: (error: unknown) => void };
type Line = { waiting: Waiting[]; running: boolean };

const lines = new Map<string, Line>();
const mostAtOnce = 200;

/**
 * Applies one callback and resolves when it is durable. Callbacks of a company that arrive while a write is
 * under way are written together by the next one, so that a burst costs a few transactions, not thousands.
 */
export function reportStatus(companyId: string, report: StatusReport): Promise<void> {
  return new Promise((done, failed) => {
    const line = lines.get(companyId) ?? { waiting: [], running: false };
    lines.set(companyId, line);
    line.waiting.push({ report, done, failed });
    if (!line.running) void drain(companyId, line);
  });
}

async function drain(companyId: string, line: Line): Promise<void> {
  line.running = true;
  while (line.waiting.length > 0) {
    const batch = line.waiting.splice(0, mostAtOnce);
    await writeBatch(companyId, batch);
  }
  line.running = false;
  lines.delete(companyId);
}

async function writeBatch(companyId: string, batch: Waiting[]): Promise<void> {
  try {
    await write(
      companyId,
      batch.map((one) => one.report),
    );
    for (const one of batch) one.done();
  } catch (error) {
    if (batch.length === 1) {
      batch[0]?.failed(error);
      return;
    }
    // One bad report must not take the others down with it.
    for (const one of batch) await write(companyId, [one.report]).then(one.done, one.failed);
  }
}

async function write(companyId: string, reports: StatusReport[]): Promise<void> {
  const actor = { role: 'system', companyId, name: 'twilio webhook' } as const;
  const events = await actAs(actor, (tx) => applyStatuses(tx, { companyId, reports, now: now() }));
  await announce(events);
}
