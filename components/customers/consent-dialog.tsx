'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
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
      <Field label="Channel" name="channel" error={form.errors.channel} required>
        <Select {...form.bind('channel')} options={optionsOf(channelWords)} />
      </Field>
      <Field label="What they said" name="state" error={form.errors.state} required>
        <Select {...form.bind('state')} options={optionsOf(stateWords)} placeholder="Choose" />
      </Field>
      <Field
        label="How they said it"
        name="reason"
        error={form.errors.reason}
        help="For example: on the phone today, when we spoke about the menu."
        required
      >
        <Textarea {...form.bind('reason')} rows={2} dir="auto" />
      </Field>
    </DialogForm>
  );
}
