import { csvTime, type Sheet } from '@/lib/platform/csv';
import type { TrailRow } from './queries';

/** The trail as a file. */
export const trailSheet: Sheet<TrailRow> = {
  name: 'audit',
  columns: [
    { head: 'When', cell: (row, place) => csvTime(row.at, place) },
    { head: 'Who', cell: (row) => row.who },
    { head: 'What', cell: (row) => row.deed },
    { head: 'Which', cell: (row) => row.subject },
    {
      head: 'Changes',
      cell: (row) =>
        row.changes
          .map(({ label, before, after }) =>
            before ? `${label}: ${before} → ${after || 'none'}` : `${label}: ${after}`,
          )
          .join('; '),
    },
    { head: 'Address', cell: (row) => row.ip },
    { head: 'Record', cell: (row) => row.record },
    { head: 'Number', cell: (row) => row.id },
  ],
};
