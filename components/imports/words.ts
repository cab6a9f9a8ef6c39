import type { Tone } from '@/components/ui/pill';
import type { importStatuses } from '@/db/enums';

export type ImportStatus = (typeof importStatuses)[number];

export const statusWords: Record<ImportStatus, { label: string; tone: Tone }> = {
  columns: { label: 'Columns to check', tone: 'slate' },
  checking: { label: 'Checking', tone: 'amber' },
  checked: { label: 'Ready to import', tone: 'sky' },
  writing: { label: 'Importing', tone: 'amber' },
  done: { label: 'Imported', tone: 'indigo' },
  cancelled: { label: 'Cancelled', tone: 'rose' },
  undoing: { label: 'Taking back', tone: 'amber' },
  undone: { label: 'Taken back', tone: 'rose' },
};

/** Where an import goes on. */
export const hrefOf = ({ id, status }: { id: string; status: ImportStatus }) =>
  `/settings/imports/${id}${status === 'columns' ? '/columns' : ''}`;
