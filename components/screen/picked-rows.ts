'use client';

import { type ComponentType, useRef, useState } from 'react';
import type { Picks } from '@/components/ui/table';

export type BulkProps<Row> = {
  rows: readonly Row[];
  /** Takes the boxes away again. */
  done: () => void;
};

/** `Actions` come by `lazy`: they are made when somebody first selects. `nameOf` is what a row is called. */
export type Bulk<Row> = { Actions: ComponentType<BulkProps<Row>>; nameOf: (row: Row) => string };

type Props<Row> = { rows: readonly Row[]; rowKey: (row: Row) => string; bulk?: Bulk<Row> };

/** Which rows of the page are picked, one by one, from one to another with Shift, or all. */
export function usePicks<Row>({ rows, rowKey, bulk }: Props<Row>) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string>(undefined);
  // What left the page isn't picked any more: nothing is done to rows that nobody sees.
  const picked = rows.filter((row) => keys.has(rowKey(row)));

  const picks: Picks<Row> = {
    has: (row) => keys.has(rowKey(row)),
    nameOf: (row) => `Select ${bulk?.nameOf(row) ?? ''}`,
    pick: (row, range) => {
      const key = rowKey(row);
      const add = !keys.has(key);
      const next = new Set(keys);
      for (const one of range ? between(rows.map(rowKey), last.current, key) : [key]) {
        if (add) next.add(one);
        else next.delete(one);
      }
      last.current = key;
      setKeys(next);
    },
    all: picked.length === 0 ? false : picked.length === rows.length || 'some',
    pickAll: () => setKeys(picked.length === rows.length ? new Set() : new Set(rows.map(rowKey))),
  };
  return { picks, picked, clear: () => setKeys(new Set()) };
}

/** The keys from one to the other, whichever comes first; the last one alone where the first is gone. */
export function between(keys: readonly string[], from: string | undefined, to: string): readonly string[] {
  const [a, b] = [keys.indexOf(from ?? ''), keys.indexOf(to)];
  return a < 0 ? [to] : keys.slice(Math.min(a, b), Math.max(a, b) + 1);
}
