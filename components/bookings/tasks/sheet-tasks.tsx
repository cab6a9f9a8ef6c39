'use client';

import { List } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { SheetTask } from '@/lib/bookings/tasks/sheet-queries';
import { formatEventStart } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { Tick } from './tick';

type Props = { title: string; tasks: readonly SheetTask[]; where: Locality; now: Date };

/** What somebody of the kitchen or on the road does before and after events, each ticked off where it stands. */
export function SheetTasks({ title, tasks, where, now }: Props) {
  if (tasks.length === 0) return null;
  return (
    <Section title={title}>
      <List label={title}>
        {tasks.map((task) => (
          <li key={task.id} dir="auto" className="break-words py-1 text-sm">
            <Tick id={task.id} label={task.title} done={task.done} />
            <p className="ps-7 text-muted">
              {task.event}
              {' · '}
              <Due task={task} where={where} now={now} />
            </p>
          </li>
        ))}
      </List>
    </Section>
  );
}

function Due({
  task: { dueAt, done, startsAt },
  where,
  now,
}: {
  task: SheetTask;
  where: Locality;
  now: Date;
}) {
  if (!dueAt) return `for ${formatEventStart(startsAt, where)}`;
  const when = formatEventStart(dueAt, where);
  if (done || dueAt >= now) return `by ${when}`;
  return <span className="font-medium text-danger-ink">overdue since {when}</span>;
}
