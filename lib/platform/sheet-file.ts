import 'server-only';
import { byteOrderMark, type Cell, csvLine } from './csv';
import { formatCount } from './format/numbers';
import { workbook } from './workbook';

/** The records of a file, its heads first, as many at a time as the database was asked for. */
export type Records = AsyncGenerator<Cell[][], void>;

/** What a list is written as. */
export const fileKinds = {
  csv: { type: 'text/csv; charset=utf-8', write: (records: Records) => csvOf(records) },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (records: Records, name: string) => workbook(name, records),
  },
};
export type FileFormat = keyof typeof fileKinds;

/** The last line of a file that ends before its list does. */
export const cutLine = (most: number): Cell[] => [
  `The first ${formatCount(most)} rows. Narrow the list for the rest.`,
];

/** Records of a CSV file as text; the first of a file begin with its mark. */
export const csvText = (records: Cell[][], isFirst: boolean): string =>
  (isFirst ? byteOrderMark : '') + records.map(csvLine).join('');

function csvOf(records: Records): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await records.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(csvText(value, isFirst)));
      isFirst = false;
    },
    cancel: () => records.return().then(() => undefined),
  });
}

/** The headers of an answer that is a file to keep. */
export const fileHeaders = (name: string, format: FileFormat) => ({
  'cache-control': 'no-store',
  'content-type': fileKinds[format].type,
  'content-disposition': `attachment; filename="${name}.${format}"`,
});
