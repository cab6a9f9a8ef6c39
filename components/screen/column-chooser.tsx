'use client';

import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { placeUnder } from '@/components/ui/popover-place';
import { keepColumns } from './keep-columns';
import { isFixed, type ListColumn, nameOf, usualKeys } from './shown-columns';
import type { ChooseColumns } from './use-chosen-columns';

type Props = {
  columns: readonly ListColumn<unknown>[];
  chosen: readonly string[] | null;
  choose: ChooseColumns;
  anchor: RefObject<HTMLButtonElement | null>;
  close: () => void;
};

/** Boxes for the columns of a list; each takes effect at once. Escape and a click elsewhere close it. */
export default function ColumnChooser({ columns, chosen, choose, anchor, close }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const now = new Set(chosen ?? usualKeys(columns));

  useEffect(() => {
    panel.current?.showPopover();
    if (panel.current && anchor.current) placeUnder(anchor.current, panel.current);
    panel.current?.querySelector<HTMLInputElement>('input:enabled')?.focus();
  }, [anchor]);

  const toggle = (key: string) => {
    const next = columns.map((column) => column.key).filter((one) => (one === key) !== now.has(one));
    choose(next.join() === usualKeys(columns).join() ? null : next, keepColumns);
  };
  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const boxes = [...(panel.current?.querySelectorAll<HTMLElement>('input:enabled') ?? [])];
    const at = boxes.indexOf(document.activeElement as HTMLElement);
    const next = boxes.at((at + (event.key === 'ArrowDown' ? 1 : -1)) % boxes.length);
    event.preventDefault();
    next?.focus();
  };
  return (
    <div
      ref={panel}
      popover="auto"
      role="dialog"
      aria-label="Columns"
      className="fixed inset-auto m-0 min-w-52 max-w-80 rounded-md border bg-surface p-3 text-ink shadow-raised open:animate-appear"
      onKeyDown={move}
      onToggle={(event) => {
        if (event.newState === 'closed') close();
      }}
    >
      <div className="flex flex-col gap-1">
        {columns.map((column) => (
          <Checkbox
            key={column.key}
            id={`column-${column.key}`}
            label={nameOf(column)}
            checked={isFixed(column) || now.has(column.key)}
            disabled={isFixed(column)}
            onChange={() => toggle(column.key)}
          />
        ))}
      </div>
      {chosen ? (
        <Button size="small" variant="quiet" className="mt-2" onClick={() => choose(null, keepColumns)}>
          Usual columns
        </Button>
      ) : null}
    </div>
  );
}
