import 'server-only';
import { asc, sql } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { reportSchedules } from '@/db/schema/reports';
import { namesOf } from '../narrowed-queries';
import type { Names } from '../narrowed-words';

const said = (name: keyof Names) => `(report_schedules.narrowed ->> '${name}')`;
const names = namesOf({
  ...{ customer: said('customer'), venue: said('venue') },
  ...{ category: said('category'), dish: said('dish') },
});
const called = (name: keyof Names) => sql<string | null>`${sql.raw(names[name])}`.as(name);

/** The reports that the reader has mailed, with what each is of alone; row rules show nobody else's. */
export const askSchedules = prepared((db) =>
  db
    .select({
      ...{ id: reportSchedules.id, report: reportSchedules.report, every: reportSchedules.every },
      ...{ hour: reportSchedules.hour, paused: reportSchedules.paused, sentAt: reportSchedules.sentAt },
      ...{ narrowed: reportSchedules.narrowed, customer: called('customer'), venue: called('venue') },
      ...{ category: called('category'), dish: called('dish') },
    })
    .from(reportSchedules)
    .orderBy(asc(reportSchedules.createdAt), asc(reportSchedules.id)),
);
