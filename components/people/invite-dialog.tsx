'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { closeDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { inviteMember } from '@/lib/people/actions';
import { colleagueForm } from '@/lib/people/schema';

export const inviteDialog = 'invite-colleague';

/** Asks whom to invite as what; the link stands in the list afterwards. */
export function InviteDialog({ mails }: { mails: boolean }) {
  const form = useForm({
    id: inviteDialog,
    initial: { email: '', role: 'staff' },
    draft: false,
    schema: colleagueForm,
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
  return (
    <DialogForm
      id={inviteDialog}
      title="Invite a colleague"
      description="They choose their own password. Whoever has a login already signs in with it."
      form={form}
      submit="Invite"
    >
      <Field label="E-mail address" name="email" error={form.errors.email} required>
        <Input type="email" inputMode="email" autoComplete="off" {...form.bind('email')} />
      </Field>
      <Field
        label="Role"
        name="role"
        error={form.errors.role}
        help="Staff work on events, messages and feedback. Managers also change settings, people and customers."
        required
      >
        <Select
          {...form.bind('role')}
          options={[
            { value: 'staff', label: 'Staff' },
            { value: 'manager', label: 'Manager' },
          ]}
        />
      </Field>
    </DialogForm>
  );
}
