'use client';

import { useActionState, useState } from 'react';
import { CustomerPicker } from '@/components/customers/customer-picker';
import { SubmitButton } from '@/components/ui/button';
import { closeDialog, Dialog, DialogButton, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { linkConversation } from '@/lib/messaging/actions';

const linkDialog = 'link-person';

type Props = {
  conversationId: string;
  /** What they call themselves at WhatsApp. */
  profileName: string | null;
  /** Whether this person may add customers. */
  mayAdd: boolean;
};

/** Says who an unknown sender is: the button and its dialog. */
export function LinkPerson({ conversationId, profileName, mayAdd }: Props) {
  const [customerId, setCustomerId] = useState('');
  const [error, link] = useActionState(async (_: string | undefined, form: FormData) => {
    const name = customerId ? '' : String(form.get('name') ?? '');
    const result = await linkConversation({ conversationId, customerId, name });
    if (!result.ok) return result.fields?.customerId ?? result.fields?.name ?? result.message;
    closeDialog(linkDialog);
    notify({ message: 'Conversation linked', detail: 'Earlier messages came along.', tone: 'success' });
    return undefined;
  }, undefined);
  return (
    <>
      <DialogButton opens={linkDialog} variant="primary">
        Who is this?
      </DialogButton>
      <Dialog
        id={linkDialog}
        title="Who is this?"
        description="Their earlier messages come along, and an answer of the last day is read as one."
      >
        <form action={link} className="flex flex-col gap-4">
          <CustomerPicker value={customerId} mayAdd={false} error={error} onChange={setCustomerId} />
          {mayAdd && !customerId ? (
            <Field label="Or the name of a new customer" name="name">
              <Input maxLength={120} defaultValue={profileName ?? ''} />
            </Field>
          ) : null}
          <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
            <DialogCancel>Not now</DialogCancel>
            <SubmitButton>Link conversation</SubmitButton>
          </div>
        </form>
      </Dialog>
    </>
  );
}
