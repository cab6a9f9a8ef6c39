'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Checkbox } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { DateTimeInput, Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
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
  const wrong = form.errors;
  return (
    <DialogForm
      id="task"
      title={task ? 'Edit task' : 'Add a task'}
      open
      onClose={close}
      form={form}
      submit={task ? 'Save task' : 'Add task'}
    >
      <Field label="What has to be done" name="title" error={wrong.title} required>
        <Input {...form.bind('title')} dir="auto" autoComplete="off" />
      </Field>
      <Field label="Who" name="assigneeId" error={wrong.assigneeId} optional>
        <Select
          {...form.bind('assigneeId')}
          options={[
            { value: '', label: 'Nobody yet' },
            ...team.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      <Field
        label="Due"
        name="dueAt"
        error={wrong.dueAt}
        help={form.values.dueAt ? sayTyped(form.values.dueAt, where) : undefined}
        optional
      >
        <DateTimeInput {...form.bind('dueAt')} />
      </Field>
      <Checkbox
        name="pinned"
        label="Keep this date if the event moves"
        checked={form.values.pinned}
        onChange={({ target }) => form.set({ pinned: target.checked })}
      />
    </DialogForm>
  );
}
