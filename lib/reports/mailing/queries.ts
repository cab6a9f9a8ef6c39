import 'server-only';
import { asc } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { reportSchedules } from '@/db/schema/reports';

/** The reports that the reader has mailed; row rules show nobody else's. */
export const askSchedules = prepared((db) =>
  db
    .select({
      ...{ id: reportSchedules.id, report: reportSchedules.report, every: reportSchedules.every },
      ...{ hour: reportSchedules.hour, paused: reportSchedules.paused, sentAt: reportSchedules.sentAt },
    })
    .from(reportSchedules)
    .orderBy(asc(reportSchedules.createdAt), asc(reportSchedules.id)),
);
