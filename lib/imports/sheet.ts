import type { Sheet } from '@/lib/platform/csv';
import type { DataOf } from '@/lib/platform/screen';
import type { problemsFile } from './screens';

/** Rows of a file that weren't taken, for whoever mends it. */
export const problemSheet: Sheet<DataOf<typeof problemsFile>['rows'][number]> = {
  name: 'rows-to-mend',
  columns: [
    { head: 'Line', cell: (row) => row.line },
    { head: 'Column', cell: (row) => row.column },
    { head: 'Value', cell: (row) => row.value },
    { head: 'Reason', cell: (row) => row.reason },
  ],
};
