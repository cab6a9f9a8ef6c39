'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { optInByStaff } from '@/lib/messaging/actions';

const schema = () =>
  import('@/lib/messaging/schema').then((file) => file.optInInput.omit({ customerId: true }));

/** Turns an opt-out back with a recorded reason: the only way besides the customer’s own START. */
export function OptInDialog({ id, customerId, name }: { id: string; customerId: string; name: string }) {
  const form = useForm({
    id: `opt-in-${customerId}`,
    initial: { reason: '' },
    draft: false,
    schema,
    send: (input, key) => optInByStaff({ customerId, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: 'Consent recorded', tone: 'success' });
    },
  });
  return (
    <DialogForm
      id={id}
      title={`Let WhatsApp messages to ${name} go out again?`}
      description="The customer asked for no more messages. Record how and when they agreed again: the reason, your name and the time are kept."
      form={form}
      submit="Record consent"
      cancel="Keep the opt-out"
    >
      <TextareaField
        {...form.field('reason')}
        label="Reason"
        required
        help="For example: asked for reminders on the phone today."
        rows={3}
      />
    </DialogForm>
  );
}
