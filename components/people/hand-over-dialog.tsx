'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { notify } from '@/components/ui/toast';
import { handOverWork } from '@/lib/people/actions';
import type { OpenWork } from '@/lib/people/open-work';
import { type Heir, HeirField, wentTo } from './heir-field';

type Props = { member: Heir & { openWork: OpenWork }; heirs: readonly Heir[]; close: () => void };

/** Gives what somebody has open to a colleague while they stay: before a leave, or another role. Key it by the person. */
export function HandOverDialog({ member: { userId, name, openWork }, heirs, close }: Props) {
  const form = useForm({
    id: `hand-over-${userId}`,
    initial: { heirId: '' },
    draft: false,
    schema: () => import('@/lib/people/schema').then((file) => file.handOverInput.pick({ heirId: true })),
    send: ({ heirId }, key) => handOverWork({ userId, heirId }, key),
    saved: ({ handedOver }, reset) => {
      notify({
        message: `${name}’s open work is handed over`,
        detail: wentTo(heirs, form.values.heirId, handedOver),
      });
      reset();
      close();
      showAgain();
    },
  });
  return (
    <DialogForm
      id="hand-over"
      open
      onClose={close}
      title={`Hand over ${name}’s open work`}
      description="All of it at once. What is done stays as it is, and the trail says who gave what to whom."
      form={form}
      submit="Hand over"
      cancel="Not now"
    >
      <HeirField work={openWork} heirs={heirs} error={form.errors.heirId} bound={form.bind('heirId')} />
    </DialogForm>
  );
}
