'use client';

import { ConfirmFirst } from '@/components/form/confirm-first';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { closeDialog, Dialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { inviteMember } from '@/lib/people/actions';
import { RoleField } from './role-field';

export const inviteDialog = 'invite-colleague';

/** Asks whom to invite as what; the link stands in the list afterwards. */
export function InviteDialog({ mails, confirmed }: { mails: boolean; confirmed: boolean }) {
  const form = useForm({
    id: inviteDialog,
    initial: { email: '', role: 'staff' as string },
    draft: false,
    schema: () => import('@/lib/people/schema').then((file) => file.colleagueForm),
    send: (input, key) => inviteMember(input, key),
    saved: (_, reset) => {
      notify({
        message: `${form.values.email} is invited`,
        detail: mails
          ? 'The link is on its way to them; you can copy it from the list as well.'
          : 'Copy the link from the list and send it to them.',
      });
      reset();
      closeDialog(inviteDialog);
      showAgain();
    },
  });
  if (!confirmed)
    return (
      <Dialog id={inviteDialog} title="Invite a colleague">
        <ConfirmFirst path="/settings/people" what="invite somebody" />
      </Dialog>
    );
  return (
    <DialogForm
      id={inviteDialog}
      title="Invite a colleague"
      description="They choose their own password. Whoever has a login already signs in with it."
      form={form}
      submit="Invite"
    >
      <InputField
        {...form.field('email')}
        label="E-mail address"
        required
        type="email"
        inputMode="email"
        autoComplete="off"
      />
      <RoleField chosen={form.values.role} error={form.errors.role} bound={form.bind('role')} />
    </DialogForm>
  );
}
