'use client';

import { useEffect } from 'react';
import { addDays, type View } from '@/lib/bookings/calendar/days';

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** The head of a day that can be seen: a phone and a wide screen have each their own. */
const headOf = (day: string) =>
  [...document.querySelectorAll<HTMLElement>(`[data-day="${day}"]`)].find(
    (head) => head.offsetParent !== null,
  );

type Around = {
  view: View;
  day: string;
  /** Shows the view that a day is in. */
  go: (day: string) => void;
  /** Addresses of the views before and after. */
  turn: (by: 1 | -1) => void;
};

/**
 * Arrows lead from day to day: along the heads of the days that are shown and over the edge into the next view; where
 * one day or an agenda is shown, left and right turn to the one before and after. Silent while someone types.
 */
export function useDayKeys({ view, day, go, turn }: Around): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target, key } = event;
      const step = steps[key];
      if (step === undefined || event.defaultPrevented) return;
      if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
      if (document.querySelector('dialog[open]')) return;
      const element = target instanceof HTMLElement ? target : document.body;
      if (element.matches('input, textarea, select, [contenteditable=true], [role=menuitem]')) return;
      const from = element.closest<HTMLElement>('[data-day]')?.dataset.day;
      if (view === 'day' || view === 'agenda') {
        if (Math.abs(step) === 7) return;
        event.preventDefault();
        return turn(step > 0 ? 1 : -1);
      }
      // Arrows scroll the page unless somebody is at its days.
      if (!from && element !== document.body) return;
      if (!from && Math.abs(step) === 7) return;
      event.preventDefault();
      const to = from ? addDays(from, step) : day;
      const head = headOf(to);
      if (head) head.focus();
      else go(to);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [view, day, go, turn]);
}

/** Puts the focus on a day once it is shown. */
export function useFocusDay(wanted: { current: string | undefined }, shown: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for whenever other days are shown
  useEffect(() => {
    const head = wanted.current ? headOf(wanted.current) : undefined;
    if (!head) return;
    wanted.current = undefined;
    head.focus();
  }, [shown]);
}
