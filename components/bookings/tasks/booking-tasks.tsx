'use client';

import { lazy, Suspense, useState, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { List } from '@/components/ui/list-row';
import { Menu } from '@/components/ui/menu';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import type { Status } from '@/lib/bookings/rules';
import { addTask, layTasks, removeTask } from '@/lib/bookings/tasks/actions';
import type { BookingTask } from '@/lib/bookings/tasks/queries';
import { isOverdue, mayWork, sayRule } from '@/lib/bookings/tasks/rules';
import { formatEventStart } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { typedOf } from './task-fields';
import { Tick } from './tick';
import { whose } from './words';

const TaskDialog = lazy(() => import('./task-dialog'));

type Props = {
  booking: { id: string; status: Status };
  tasks: readonly BookingTask[];
  team: readonly { id: string; name: string }[];
  where: Locality;
  now: Date;
};

/** What has to be done for an event, by date; what is done below. */
export function BookingTasks({ booking, tasks, team, where, now }: Props) {
  const [editing, setEditing] = useState<BookingTask | 'new'>();
  const [pending, start] = useTransition();
  const open = mayWork(booking.status).ok;
  const lay = () =>
    start(async () => {
      const result = await attempt((key) => layTasks({ bookingId: booking.id }, key));
      showAgain();
      if (!result.ok) return notify({ message: 'Not added', detail: result.message, tone: 'error' });
      const { added } = result.data;
      notify({
        message:
          added === 0 ? 'Everything of the checklist is here already' : `${added} added from the checklist`,
      });
    });
  return (
    <Section
      title="Tasks"
      note="The company’s checklist is laid on when the booking is confirmed. Dates move with the event, but for those that are fixed."
      actions={
        open ? (
          <>
            <Button size="small" pending={pending} onClick={lay}>
              Add the checklist
            </Button>
            <Button size="small" aria-haspopup="dialog" onClick={() => setEditing('new')}>
              <Icon name="plus" className="size-4" />
              Add task
            </Button>
          </>
        ) : null
      }
    >
      {tasks.length === 0 ? (
        <EmptyState title="Nothing to do yet">
          {open ? 'Add a task, or the company’s checklist.' : 'A cancelled booking has nothing left to do.'}
        </EmptyState>
      ) : (
        <List label="Tasks">
          {tasks.map((task) => (
            <TaskRow
              key={task.id}
              bookingId={booking.id}
              {...{ task, where, now, edit: () => setEditing(task) }}
            />
          ))}
        </List>
      )}
      {editing ? (
        <Suspense>
          <TaskDialog
            key={editing === 'new' ? 'new' : editing.id}
            bookingId={booking.id}
            task={editing === 'new' ? undefined : editing}
            close={() => setEditing(undefined)}
            {...{ team, where }}
          />
        </Suspense>
      ) : null}
    </Section>
  );
}

type RowProps = { bookingId: string; task: BookingTask; where: Locality; now: Date; edit: () => void };

function TaskRow({ bookingId, task, where, now, edit }: RowProps) {
  const remove = async () => {
    const result = await attempt((key) => removeTask({ id: task.id }, key));
    showAgain();
    if (!result.ok) return notify({ message: 'Not removed', detail: result.message, tone: 'error' });
    const again = () =>
      void attempt((key) => addTask({ bookingId, ...typedOf(task, where.timeZone) }, key)).then(showAgain);
    notify({ message: `“${task.title}” is removed`, undo: again });
  };
  return (
    <li className="flex items-start gap-3 py-2.5 text-sm">
      <div dir="auto" className="min-w-0 flex-1 break-words">
        <Tick id={task.id} label={task.title} done={task.doneAt !== null} />
        <p className="ps-7 text-muted">{detailsOf(task, where)}</p>
        {isOverdue(task, now) ? (
          <p className="flex items-center gap-1 ps-7 font-medium text-danger-ink">
            <Icon name="alert" className="size-4" />
            Overdue
          </p>
        ) : null}
      </div>
      <Menu
        label={`More for “${task.title}”`}
        entries={[
          { label: 'Edit task', icon: <Icon name="edit" />, asks: true, onSelect: edit },
          { label: 'Remove task', icon: <Icon name="delete" />, danger: true, onSelect: () => void remove() },
        ]}
      />
    </li>
  );
}

/** Whose it is, when it is due and by which rule; of a done one who did it. */
function detailsOf(task: BookingTask, where: Locality): string {
  if (task.doneAt) return `${task.doneBy}, ${formatEventStart(task.doneAt, where)}`;
  const when = task.dueAt ? formatEventStart(task.dueAt, where) : 'no date';
  const how = task.pinned ? 'fixed' : task.rule ? sayRule(task.rule) : null;
  return [whose(task), how ? `${when} (${how})` : when].join(' · ');
}
