'use client';

import { PlainLink } from '@/components/ui/link';
import { List } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { TasksToday as Work } from '@/lib/bookings/tasks/queries';
import { formatShort, formatTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { Tick } from './tick';
import { whose } from './words';

type Props = { work: Work; where: Locality; now: Date };

/** What is due today or overdue, one's own first, each ticked off where it stands. */
export function TasksToday({ work: { tasks, more }, where, now }: Props) {
  if (tasks.length === 0) return null;
  return (
    <Section
      title="Tasks today"
      note={more ? 'The oldest of them; the rest follows as these are done.' : undefined}
    >
      <List label="Tasks today">
        {tasks.map((task) => (
          <li key={task.id} className="py-2 text-sm">
            <Tick id={task.id} label={task.title} done={false} />
            <p dir="auto" className="break-words ps-7 text-muted">
              <PlainLink
                href={`/bookings/${task.bookingId}?tab=tasks`}
                className="rounded text-ink underline-offset-2 hover:underline"
              >
                {task.event}
              </PlainLink>
              {' · '}
              {task.mine ? 'Yours' : whose(task)}
              {' · '}
              {task.dueAt < now ? (
                <span className="font-medium text-danger-ink">
                  overdue since {formatShort(task.dueAt, where)}
                </span>
              ) : (
                `by ${formatTime(task.dueAt, where)}`
              )}
            </p>
          </li>
        ))}
      </List>
    </Section>
  );
}
