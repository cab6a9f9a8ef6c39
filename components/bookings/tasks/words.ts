/** Whose a task is: somebody's, a role's, anybody's. */
export function whose(task: { assignee: string | null; forRole: 'manager' | 'staff' | null }): string {
  if (task.assignee) return task.assignee;
  if (task.forRole === 'manager') return 'A manager';
  return task.forRole === 'staff' ? 'Somebody of staff' : 'Anybody';
}
