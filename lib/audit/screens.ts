import 'server-only';
import { countRows } from '@/db/prepared';
import { csvPage } from '@/lib/platform/csv';
import { screen } from '@/lib/platform/screen';
import { sheetScreen } from '@/lib/platform/sheet-screen';
import { trailFilter } from './list-filter';
import { askEvent, askTrail, askTrailRows, pageSize, tellAuditEvent, tellTrailRows } from './queries';

/** Everything that was done in the company, newest first. */
export const trailScreen = screen({
  permission: 'audit.read',
  input: ({ search }) => trailFilter.read(search),
  ask: askTrail,
  tell: ([rows, people, [seal]], filter, { identity }) => ({
    filter,
    people,
    sealedAt: seal?.sealedAt ?? null,
    ...tellTrailRows([rows], filter, { where: identity, size: pageSize }),
  }),
});

/** The same as a file. */
export const trailFile = sheetScreen({
  permission: 'audit.read',
  input: ({ search }) => trailFilter.read(search),
  ask: (tx, filter, now) => askTrailRows(tx, { filter, now }, csvPage),
  tell: (answers, filter, { identity }) => tellTrailRows(answers, filter, { where: identity, size: csvPage }),
  count: (tx, filter, now, most) => countRows(askTrailRows(tx, { filter, now }, most)[0]),
});

/** One entry of the trail, whole. */
export const auditEventScreen = screen({
  permission: 'audit.read',
  input: ({ params }) => (/^\d{1,15}$/.test(params.id ?? '') ? params.id : undefined),
  ask: (tx, id) => askEvent(tx, id),
  tell: (answers, _id, { identity }) => tellAuditEvent(answers, identity),
});
