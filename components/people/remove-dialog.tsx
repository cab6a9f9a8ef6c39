'use client';

import { ConfirmFirst } from '@/components/form/confirm-first';
import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Dialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { removeMember } from '@/lib/people/actions';
import { countOf, type OpenWork } from '@/lib/people/open-work';
import { type Heir, HeirField, wentTo } from './heir-field';

/** Where nothing is open, nobody need be chosen. */
const schemaFor = async (isOpen: boolean) => {
  const { removalInput } = await import('@/lib/people/schema');
  const schema = removalInput.pick({ heirId: true });
  return isOpen ? schema : schema.extend({ heirId: removalInput.shape.heirId.catch(null) });
};

type Props = {
  member: Heir & { openWork: OpenWork };
  heirs: readonly Heir[];
  confirmed: boolean;
  close: () => void;
};

/** Takes a person's access away and asks who goes on with what they have open. Key it by the person. */
export function RemoveDialog({ member: { userId, name, openWork }, heirs, confirmed, close }: Props) {
  const isOpen = countOf(openWork) > 0;
  const form = useForm({
    id: `remove-${userId}`,
    initial: { heirId: '' },
    draft: false,
    schema: () => schemaFor(isOpen),
    send: ({ heirId }, key) => removeMember({ userId, heirId }, key),
    saved: ({ handedOver }, reset) => {
      notify({
        message: `${name} has no access any more`,
        detail: wentTo(heirs, form.values.heirId, handedOver),
      });
      reset();
      close();
      showAgain();
    },
  });
  const title = `Take ${name}’s access away?`;
  if (!confirmed)
    return (
      <Dialog id="remove-member" open onClose={close} title={title}>
        <ConfirmFirst path="/settings/people" what="take access away" />
      </Dialog>
    );
  return (
    <DialogForm
      id="remove-member"
      open
      onClose={close}
      title={title}
      description="They are signed out of your company at once, on every device. What they did stays. They can come back by a new invitation."
      form={form}
      submit="Take access away"
      danger
      cancel="Not now"
    >
      {isOpen ? (
        <HeirField work={openWork} heirs={heirs} error={form.errors.heirId} bound={form.bind('heirId')} />
      ) : null}
    </DialogForm>
  );
}
