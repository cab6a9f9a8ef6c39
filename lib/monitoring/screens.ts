import 'server-only';
import { env } from '@/lib/platform/env';
import { keptCountsOf } from '@/lib/platform/kept-answers';
import { screen } from '@/lib/platform/screen';
import { monitoringFilter, takes } from './filter';
import { askHistory, askInstallation, askMessageHours, askQueues } from './queries';
import { tellInstallation } from './tell';
import { thresholdsOf } from './thresholds/rules';

const dayMs = 86_400_000;

/**
 * How the company's part of the work goes, to its managers; how the installation does, to those of them who run it. The
 * database gives the second to nobody else, whatever is asked.
 */
export const monitoringScreen = screen({
  permission: 'monitoring.read',
  input: ({ search }) => ({ range: monitoringFilter.read(search).range ?? ('hour' as const) }),
  ask: (tx, { range }, now) => {
    const { grain, back, whole } = takes[range];
    const since = (ms: number) => new Date(now.getTime() - ms).toISOString();
    return [
      askMessageHours(tx, { since: since(dayMs) }),
      askQueues(tx),
      askInstallation(tx),
      askHistory(tx, { grain, since: since(back), whole }),
    ] as const;
  },
  tell: ([messages, [queues], [installation], history], { range }, { identity: { companyId } }) => ({
    company: {
      messages: messages.map(({ at, ...counts }) => ({ at: new Date(at), ...counts })),
      queues: queues
        ? { ...queues, lastBackupAt: queues.lastBackupAt === null ? null : new Date(queues.lastBackupAt) }
        : null,
      kept: keptCountsOf(companyId),
    },
    installation: installation?.view
      ? tellInstallation(installation.view, history, {
          range,
          limits: thresholdsOf(installation.view.thresholds, env().ALERT_THRESHOLDS ?? ''),
        })
      : null,
  }),
});
