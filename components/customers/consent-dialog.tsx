'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { SelectField, TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { optionsOf } from '@/components/ui/options';
import { notify } from '@/components/ui/toast';
import { recordConsent } from '@/lib/messaging/actions';
import { channelWords } from './words';

export const consentDialog = 'record-consent';
const schema = () =>
  import('@/lib/messaging/schema').then((file) => file.consentInput.omit({ customerId: true }));
const stateWords = { granted: 'They agree to be written to', withdrawn: 'They want no more messages' };

/** Writes down what a customer said about being written to, and how they said it. */
export function ConsentDialog({ customerId, name }: { customerId: string; name: string }) {
  const form = useForm({
    id: `consent-${customerId}`,
    initial: { channel: 'whatsapp', state: '', reason: '' },
    draft: false,
    schema,
    send: (input, key) => recordConsent({ customerId, ...input }, key),
    saved: ({ changed }, reset) => {
      reset();
      closeDialog(consentDialog);
      notify({
        message: changed ? 'Written down' : 'It was so already',
        tone: changed ? 'success' : 'plain',
      });
    },
  });
  return (
    <DialogForm
      id={consentDialog}
      title={`What did ${name} say?`}
      description="Your name and the time are kept with it. An opt-out holds for all channels until they take it back."
      form={form}
      submit="Write it down"
      cancel="Not now"
    >
      <SelectField {...form.field('channel')} label="Channel" required options={optionsOf(channelWords)} />
      <SelectField
        {...form.field('state')}
        label="What they said"
        required
        options={optionsOf(stateWords)}
        placeholder="Choose"
      />
      <TextareaField
        {...form.field('reason')}
        label="How they said it"
        help="For example: on the phone today, when we spoke about the menu."
        required
        rows={2}
        dir="auto"
      />
    </DialogForm>
  );
}
