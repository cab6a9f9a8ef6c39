'use client';

import { ConfirmFirst } from '@/components/form/confirm-first';
import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Dialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { resetSecondFactor } from '@/lib/people/actions';

type Props = { member: { userId: string; name: string }; confirmed: boolean; close: () => void };
const schema = () => import('@/lib/people/schema').then((file) => file.personRef.pick({}));

/** Takes the second step from a colleague who lost their phone. Key it by the person. */
export function ResetDialog({ member: { userId, name }, confirmed, close }: Props) {
  const form = useForm({
    id: `reset-${userId}`,
    initial: {},
    draft: false,
    schema,
    send: (_input, key) => resetSecondFactor({ userId }, key),
    saved: (_, reset) => {
      notify({ message: `${name} signs in with the password alone now`, detail: 'They are told of it.' });
      reset();
      close();
      showAgain();
    },
  });
  const title = `Take ${name}’s second step away?`;
  if (!confirmed)
    return (
      <Dialog id="reset-second-step" open onClose={close} title={title}>
        <ConfirmFirst path="/settings/people" what="take it away" />
      </Dialog>
    );
  return (
    <DialogForm
      id="reset-second-step"
      open
      onClose={close}
      title={title}
      description="Only when they themselves ask for it, and you know it is them. They are signed out everywhere and told by mail."
      form={form}
      submit="Take it away"
      danger
      cancel="Not now"
    />
  );
}
