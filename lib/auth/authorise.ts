import { Refusal } from '@/lib/platform/errors';
import { may, type Permission, type Role } from './permissions';

/** The first line of a mutation: refuses a role that lacks the permission, whoever called. */
export function authorise({ role }: { role: Role }, permission: Permission): void {
  if (!may(role, permission)) throw new Refusal('forbidden', 'Your role doesn’t allow this.');
}
