'use client';

import { ConfirmFirst } from '@/components/form/confirm-first';
import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Dialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import type { Role } from '@/lib/auth/permissions';
import { changeRole } from '@/lib/people/actions';
import { RoleField } from './role-field';
import { roleWords } from './words';

type Props = { member: { userId: string; name: string; role: Role }; confirmed: boolean; close: () => void };

/** Gives a colleague another role. Key it by the person. */
export function RoleDialog({ member: { userId, name, role }, confirmed, close }: Props) {
  const form = useForm({
    id: `role-${userId}`,
    initial: { role: role as string },
    draft: false,
    schema: () => import('@/lib/people/schema').then((file) => file.roleForm),
    send: (input, key) => changeRole({ userId, ...input }, key),
    saved: (_, reset) => {
      notify({
        message: `${name}: ${roleWords[form.values.role as Role]} now`,
        detail: 'It holds at their next click.',
      });
      reset();
      close();
      showAgain();
    },
  });
  const title = `Change ${name}’s role`;
  if (!confirmed)
    return (
      <Dialog id="change-role" open onClose={close} title={title}>
        <ConfirmFirst path="/settings/people" what="change a role" />
      </Dialog>
    );
  return (
    <DialogForm
      id="change-role"
      open
      onClose={close}
      title={title}
      form={form}
      submit="Change role"
      cancel="Not now"
    >
      <RoleField chosen={form.values.role} error={form.errors.role} bound={form.bind('role')} />
    </DialogForm>
  );
}
