import 'server-only';
import type { Sheet } from '@/lib/platform/csv';
import { sheetList } from '@/lib/platform/sheet-screen';
import type { RecordRow } from './processing-record';
import { recordFile } from './screens';

/** The record of processing as a file. */
const recordSheet: Sheet<RecordRow> = {
  name: 'record-of-processing',
  columns: [
    { head: 'Part', cell: ({ part }) => part },
    { head: 'Kept', cell: ({ table }) => table },
    { head: 'Of whom', cell: ({ whose }) => whose },
    { head: 'Personal fields', cell: ({ personal }) => personal },
    { head: 'Who of the office', cell: ({ ofOffice }) => ofOffice },
    { head: 'Sealed or hashed', cell: ({ sealed }) => sealed },
    { head: 'Part of the books', cell: ({ books }) => (books ? 'yes' : '') },
    { head: 'Why', cell: ({ why }) => why },
    { head: 'By which right', cell: ({ basis }) => basis },
    { head: 'For how long', cell: ({ kept }) => kept },
  ],
};

/** The record of processing, to be taken along. */
export const recordList = sheetList(recordFile, recordSheet);
