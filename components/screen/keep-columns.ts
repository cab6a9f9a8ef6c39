import { attempt } from '@/components/form/send-form';
import { chooseColumns } from '@/lib/lists/actions';
import type { ListViews } from '@/lib/lists/queries';

/** Keeps a person's columns of a list, or that they want the usual ones; gives what came of it. */
export const keepColumns = (list: ListViews['list'], columns: readonly string[] | null) =>
  attempt((key) => chooseColumns({ list, columns: columns && [...columns] }, key));

export type KeepColumns = typeof keepColumns;
