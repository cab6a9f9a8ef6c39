import type { taskRoles } from '@/db/enums';

type TaskRole = (typeof taskRoles)[number];

export const taskRoleWords: Record<TaskRole, string> = {
  manager: 'A manager',
  staff: 'Somebody of staff',
  kitchen: 'The kitchen',
  driver: 'A driver',
};

/** Whose a task is: somebody's, a role's, anybody's. */
export function whose(task: { assignee: string | null; forRole: TaskRole | null }): string {
  if (task.assignee) return task.assignee;
  return task.forRole ? taskRoleWords[task.forRole] : 'Anybody';
}
