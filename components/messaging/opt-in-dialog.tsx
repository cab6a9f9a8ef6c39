'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { closeDialog, Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { optInByStaff } from '@/lib/messaging/actions';

/** Turns an opt-out back with a recorded reason: the only way besides the customer’s own START. */
export function OptInDialog({ id, customerId, name }: { id: string; customerId: string; name: string }) {
  const [error, save] = useActionState(async (_: string | undefined, form: FormData) => {
    const result = await optInByStaff({ customerId, reason: String(form.get('reason') ?? '') });
    if (!result.ok) return result.fields?.reason ?? result.message;
    closeDialog(id);
    notify({ message: 'Consent recorded', tone: 'success' });
    return undefined;
  }, undefined);
  return (
    <Dialog
      id={id}
      title={`Let WhatsApp messages to ${name} go out again?`}
      description="The customer asked for no more messages. Record how and when they agreed again: the reason, your name and the time are kept."
    >
      <form action={save} className="flex flex-col gap-4">
        <Field
          label="Reason"
          name="reason"
          error={error}
          required
          help="For example: asked for reminders on the phone today."
        >
          <Textarea maxLength={500} rows={3} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel>Keep the opt-out</DialogCancel>
          <SubmitButton>Record consent</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
