'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { DateTimeField, InputField, SelectField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Checkbox } from '@/components/ui/choice';
import { notify } from '@/components/ui/toast';
import { sayTyped } from '@/lib/bookings/local-time';
import { addTask, editTask } from '@/lib/bookings/tasks/actions';
import type { BookingTask } from '@/lib/bookings/tasks/queries';
import { taskForm } from '@/lib/bookings/tasks/schema';
import type { Locality } from '@/lib/platform/format/zones';
import { typedOf } from './task-fields';

type Props = {
  bookingId: string;
  /** None: a new one. */
  task?: BookingTask;
  team: readonly { id: string; name: string }[];
  where: Locality;
  close: () => void;
};

/** One task: what, whose, until when. */
export default function TaskDialog({ bookingId, task, team, where, close }: Props) {
  const form = useForm({
    id: `task-${task?.id ?? bookingId}`,
    initial: typedOf(task, where.timeZone),
    draft: false,
    schema: taskForm,
    send: async (input, key) => {
      if (!task) return addTask({ bookingId, ...input }, key);
      const saved = await editTask({ id: task.id, version: task.version, ...input }, key);
      return saved.ok ? { ok: true as const, data: { id: task.id } } : saved;
    },
    saved: () => {
      close();
      showAgain();
      notify({ message: task ? 'Task saved' : 'Task added' });
    },
  });
  return (
    <DialogForm
      id="task"
      title={task ? 'Edit task' : 'Add a task'}
      open
      onClose={close}
      form={form}
      submit={task ? 'Save task' : 'Add task'}
    >
      <InputField
        {...form.field('title')}
        label="What has to be done"
        required
        dir="auto"
        autoComplete="off"
      />
      <SelectField
        {...form.field('assigneeId')}
        label="Who"
        optional
        options={[
          { value: '', label: 'Nobody yet' },
          ...team.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <DateTimeField
        {...form.field('dueAt')}
        label="Due"
        help={form.values.dueAt ? sayTyped(form.values.dueAt, where) : undefined}
        optional
      />
      <Checkbox
        name="pinned"
        label="Keep this date if the event moves"
        checked={form.values.pinned}
        onChange={({ target }) => form.set({ pinned: target.checked })}
      />
    </DialogForm>
  );
}
