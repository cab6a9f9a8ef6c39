'use client';

import { type ReactNode, useOptimistic, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { Checkbox } from '@/components/ui/choice';
import { notify } from '@/components/ui/toast';
import { tickTask } from '@/lib/bookings/tasks/actions';

type Props = { id: string; label: ReactNode; done: boolean };

/** Ticks a task off, or takes the tick back. */
export function Tick({ id, label, done }: Props) {
  const [shown, show] = useOptimistic(done);
  const [, start] = useTransition();
  const tick = (next: boolean) =>
    start(async () => {
      show(next);
      const result = await attempt((key) => tickTask({ id, done: next }, key));
      // Else the box would for a moment be as it was.
      await showAgain();
      if (!result.ok) notify({ message: 'Not saved', detail: result.message, tone: 'error' });
    });
  return (
    <Checkbox
      id={`task-${id}`}
      label={<span className={shown ? 'text-muted line-through' : undefined}>{label}</span>}
      checked={shown}
      onChange={({ target }) => tick(target.checked)}
    />
  );
}
