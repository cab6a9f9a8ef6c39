'use client';

import { useState } from 'react';
import { notify } from '@/components/ui/toast';
import { chooseColumns } from '@/lib/lists/actions';
import type { ListViews } from '@/lib/lists/queries';
import type { ListAt } from '@/lib/platform/list-filter';
import { showAgain } from './show-again';

type Chosen = readonly string[] | null;

/**
 * The columns that are shown: those that the address names, else those that the person chose, else the usual ones. A
 * choice is seen at once and kept where it came from.
 */
export function useChosenColumns({ at, looks }: { at: ListAt; looks?: ListViews }) {
  const [latest, setLatest] = useState<{ columns: Chosen; over?: ListViews }>();
  // What the server tells after the choice holds again.
  const own = latest && latest.over === looks ? latest.columns : (looks?.columns ?? null);

  const choose = async (columns: Chosen) => {
    if (at.columns) return window.history.pushState(null, '', at.withColumns(columns ?? undefined));
    if (!looks) return;
    setLatest({ columns, over: looks });
    const result = await chooseColumns({ list: looks.list, columns: columns && [...columns] });
    if (!result.ok) {
      setLatest(undefined);
      notify({ message: result.message, tone: 'error' });
    }
    showAgain();
  };
  return { chosen: at.columns ?? own, choose };
}
