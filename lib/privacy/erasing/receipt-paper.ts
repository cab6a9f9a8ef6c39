import { fileName, type Letterhead, type PaperDocument } from '@/lib/paper/document';
import { formatDateTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { countRows } from './receipt-rules';
import { reasonWords, whatStays } from './rules';

type Receipt = {
  id: string;
  label: string;
  why: keyof typeof reasonWords;
  by: string | null;
  askedAt: Date;
  doneAt: Date | null;
  counts: Record<string, number> | null;
  /** Of the list of emptied entries of the trail. */
  digest: string | null;
};

/** That somebody was anonymised, as a paper: proof without a word of theirs. */
export function receiptPaper(receipt: Receipt, letterhead: Letterhead, place: Locality): PaperDocument {
  const { id, label, why, by, askedAt, doneAt, counts, digest } = receipt;
  return {
    title: 'Receipt of an anonymising',
    subtitle: label,
    file: fileName('anonymised', label),
    letterhead,
    parts: [
      {
        kind: 'facts',
        columns: 1,
        facts: [
          { label: 'Why', value: reasonWords[why] },
          { label: 'Asked for by', value: by ?? 'Somebody who left' },
          { label: 'Asked for', value: formatDateTime(askedAt, place) },
          { label: 'Done', value: doneAt ? formatDateTime(doneAt, place) : '' },
          { label: 'Number', value: id },
          { label: 'Fingerprint of the emptied entries of the trail (SHA-256)', value: digest ?? '' },
        ],
      },
      {
        kind: 'table',
        title: 'Emptied or removed',
        columns: [{ head: 'Kept as' }, { head: 'Rows', width: 70, align: 'end' }],
        rows: countRows(counts ?? {}).map(({ label: kept, n }) => ({ cells: [kept, String(n)] })),
      },
      {
        kind: 'table',
        title: 'Stays',
        columns: [
          { head: 'What', share: 1 },
          { head: 'Why', share: 2 },
        ],
        rows: whatStays.map(({ what, why: because }) => ({ cells: [what, because] })),
      },
      {
        kind: 'text',
        text: 'Backups that were made before hold the data until they are thrown away. Where one is put back, this is done again.',
      },
    ],
  };
}
