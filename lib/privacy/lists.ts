import 'server-only';
import { sheetList } from '@/lib/platform/sheet-screen';
import { recordFile } from './screens';
import { recordSheet } from './sheet';

/** The record of processing, to be taken along. */
export const recordList = sheetList(recordFile, recordSheet);
