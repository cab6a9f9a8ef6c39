import { actAs } from '@/db/session';
import { now } from '@/lib/platform/clock';
import { announce } from '../events';
import { applyStatuses, type StatusReport } from './apply-status';
import { writeTogether } from './write-together';

/** Applies one callback of a company and resolves when it is durable. A burst is written together. */
export const reportStatus: (companyId: string, report: StatusReport) => Promise<void> = writeTogether(
  async (companyId, reports: StatusReport[]) => {
    const actor = { role: 'system', companyId, name: 'twilio webhook' } as const;
    const events = await actAs(actor, (tx) => applyStatuses(tx, { companyId, reports, now: now() }));
    await announce(events);
    return reports.map(() => undefined);
  },
);
