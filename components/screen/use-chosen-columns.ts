'use client';

import { useRef, useState } from 'react';
import { notify } from '@/components/ui/toast';
import type { ListViews } from '@/lib/lists/queries';
import type { ListAt } from '@/lib/platform/list-filter';
import type { KeepColumns } from './keep-columns';
import { showAgain } from './show-again';

/** Those of one's own by key; none where they are the usual ones. */
export type Columns = readonly string[] | null;
export type ChooseColumns = (columns: Columns, keep: KeepColumns) => void;

/**
 * The columns that are shown: those that the address names, else those that the person chose, else the usual ones. A
 * choice is seen at once and kept where it came from; how comes with what it is made by.
 */
export function useChosenColumns({ at, looks }: { at: ListAt; looks?: ListViews }) {
  const [latest, setLatest] = useState<{ columns: Columns }>();
  const choices = useRef(0);
  const own = latest ? latest.columns : (looks?.columns ?? null);

  const choose: ChooseColumns = async (columns, keep) => {
    if (at.columns) return window.history.pushState(null, '', at.withColumns(columns ?? undefined));
    if (!looks) return;
    setLatest({ columns });
    choices.current += 1;
    const choice = choices.current;
    const result = await keep(looks.list, columns);
    if (!result.ok) notify({ message: result.message, tone: 'error' });
    await showAgain();
    // What the server tells holds again, unless another box was ticked meanwhile.
    if (choices.current === choice) setLatest(undefined);
  };
  return { chosen: at.columns ?? own, choose };
}
