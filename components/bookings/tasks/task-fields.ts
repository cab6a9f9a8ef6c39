import { toLocal } from '@/lib/bookings/local-time';
import type { BookingTask } from '@/lib/bookings/tasks/queries';

/** A task as its form's fields hold it. */
export const typedOf = (task: BookingTask | undefined, timeZone: string) => ({
  title: task?.title ?? '',
  assigneeId: task?.assigneeId ?? '',
  dueAt: task?.dueAt ? toLocal(task.dueAt, timeZone) : '',
  pinned: task?.pinned ?? false,
});
