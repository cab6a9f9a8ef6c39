'use client';

import { useRef, useState } from 'react';
import { attempt } from '@/components/form/send-form';
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
  const [latest, setLatest] = useState<{ columns: Chosen }>();
  const choices = useRef(0);
  const own = latest ? latest.columns : (looks?.columns ?? null);

  const choose = async (columns: Chosen) => {
    if (at.columns) return window.history.pushState(null, '', at.withColumns(columns ?? undefined));
    if (!looks) return;
    setLatest({ columns });
    choices.current += 1;
    const choice = choices.current;
    const result = await attempt((key) =>
      chooseColumns({ list: looks.list, columns: columns && [...columns] }, key),
    );
    if (!result.ok) notify({ message: result.message, tone: 'error' });
    await showAgain();
    // What the server tells holds again, unless another box was ticked meanwhile.
    if (choices.current === choice) setLatest(undefined);
  };
  return { chosen: at.columns ?? own, choose };
}
