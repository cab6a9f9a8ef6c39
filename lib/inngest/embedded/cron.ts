import { Cron } from 'croner';

export type Schedule = { expression: string; nextAfter: (moment: Date) => Date };

/**
 * Reads `0 6 * * *` or `TZ=Africa/Accra 0 6 * * *` (UTC without a zone). Five fields, as Inngest reads them.
 * Throws when the fields or the zone are wrong or never come.
 */
export function parseSchedule(expression: string): Schedule {
  const [, zone = 'UTC', pattern = ''] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.+)$/.exec(expression.trim()) ?? [];
  const cron = new Cron(pattern, { timezone: zone, paused: true, mode: '5-part' });
  const nextAfter = (moment: Date) => {
    const next = cron.nextRun(moment);
    if (!next) throw new Error(`Cron "${expression}" never comes`);
    return next;
  };
  nextAfter(new Date(0));
  return { expression, nextAfter };
}
