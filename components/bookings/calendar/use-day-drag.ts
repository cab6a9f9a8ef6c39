'use client';

import { type DragEvent, useRef } from 'react';

const cellOf = (event: DragEvent) => (event.target as Element).closest<HTMLElement>('[data-cell]');

/** Handlers around a calendar's days: an event that is dropped on another day is asked about by `dropped`. */
export function useDayDrag(dropped: (eventId: string, day: string) => void) {
  const held = useRef<string>(undefined);
  const over = useRef<HTMLElement>(undefined);

  const mark = (cell: HTMLElement | undefined) => {
    if (over.current === cell) return;
    over.current?.removeAttribute('data-over');
    cell?.setAttribute('data-over', '');
    over.current = cell;
  };

  return {
    onDragStart: (event: DragEvent) => {
      held.current = (event.target as Element).closest<HTMLElement>('[data-event]')?.dataset.event;
      if (!held.current) return;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', held.current);
    },
    onDragOver: (event: DragEvent) => {
      const cell = held.current ? cellOf(event) : null;
      mark(cell ?? undefined);
      if (!cell) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
    },
    onDrop: (event: DragEvent) => {
      const day = cellOf(event)?.dataset.cell;
      if (!held.current || !day) return;
      event.preventDefault();
      dropped(held.current, day);
    },
    onDragEnd: () => {
      held.current = undefined;
      mark(undefined);
    },
  };
}
