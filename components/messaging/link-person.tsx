'use client';

import { CustomerPicker } from '@/components/customers/customer-picker';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog, DialogButton } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { linkConversation } from '@/lib/messaging/actions';

const linkDialog = 'link-person';

type Props = {
  conversationId: string;
  /** What they call themselves at WhatsApp. */
  profileName: string | null;
};

/** Says who an unknown sender is: the button and its dialog. */
export function LinkPerson({ conversationId, profileName }: Props) {
  const form = useForm({
    id: `link-person-${conversationId}`,
    initial: { conversationId, customerId: '', name: profileName ?? '' },
    draft: false,
    schema: () => import('@/lib/messaging/schema').then((file) => file.linkInput),
    send: linkConversation,
    saved: () => {
      closeDialog(linkDialog);
      notify({ message: 'Conversation linked', detail: 'Earlier messages came along.', tone: 'success' });
    },
  });
  const { customerId } = form.values;
  return (
    <>
      <DialogButton opens={linkDialog} variant="primary">
        Who is this?
      </DialogButton>
      <DialogForm
        id={linkDialog}
        title="Who is this?"
        description="Their earlier messages come along, and an answer of the last day is read as one."
        form={form}
        submit="Link conversation"
        cancel="Not now"
      >
        <CustomerPicker
          value={customerId}
          mayAdd={false}
          error={form.errors.customerId}
          onChange={(chosen) => form.set({ customerId: chosen, name: chosen ? '' : (profileName ?? '') })}
        />
        {customerId ? null : <InputField {...form.field('name')} label="Or the name of a new customer" />}
      </DialogForm>
    </>
  );
}
