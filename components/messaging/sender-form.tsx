'use client';

import { InputField, NumberField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { Checkbox } from '@/components/ui/choice';
import { notify } from '@/components/ui/toast';
import { saveSender } from '@/lib/messaging/actions';
import type { ListedSender } from '@/lib/messaging/sender-queries';

const labels = {
  name: 'Name',
  address: 'WhatsApp number',
  messagingServiceSid: 'Messaging service',
  smsAddress: 'SMS number',
  accountSid: 'Twilio account',
  authToken: 'Auth token',
  rate: 'Messages a second',
  active: 'Active',
};

type Stored = Partial<Pick<ListedSender, Exclude<keyof typeof labels, 'authToken'>>>;

/** A stored sender as the form shows it; the token stays where it is. */
function valuesOf({ name, address, messagingServiceSid, smsAddress, accountSid, rate, active }: Stored) {
  return {
    name: name ?? '',
    address: address?.replace('whatsapp:', '') ?? '',
    messagingServiceSid: messagingServiceSid ?? '',
    smsAddress: smsAddress ?? '',
    accountSid: accountSid ?? '',
    authToken: '',
    rate: String(rate ?? 80),
    active: active ?? true,
  };
}

/** A sender's settings. The token is typed in and never shown again; a blank one keeps what is stored. */
export function SenderForm({ sender }: { sender?: ListedSender }) {
  const form = useForm({
    id: `sender-${sender?.id ?? 'new'}`,
    initial: valuesOf(sender ?? {}),
    version: sender?.version,
    draft: false,
    schema: () => import('@/lib/messaging/schema').then((file) => file.senderForm),
    send: (input, key, { version }) =>
      saveSender({ ...input, ...(sender ? { id: sender.id, version } : {}) }, key),
    saved: (_, reset) => {
      reset();
      notify({ message: 'Sender saved', tone: 'success' });
    },
    stored: (changed) => valuesOf(changed as Stored),
    secret: ['authToken'],
  });
  return (
    <Form form={form} className="flex max-w-xl flex-col gap-5">
      <StaleNotice
        form={form}
        noun="sender"
        labels={labels}
        say={(field, value) => (field === 'active' ? (value ? 'Yes' : 'No') : undefined)}
      />
      <InputField {...form.field('name')} label="Name" help="What the office calls it." required />
      <InputField
        {...form.field('address')}
        label="WhatsApp number"
        help="With its country code."
        type="tel"
        inputMode="tel"
        placeholder="+233 30 123 4567"
      />
      <InputField
        {...form.field('messagingServiceSid')}
        label="Messaging service"
        help="Takes precedence over the number when both are given."
        optional
        placeholder="MG…"
      />
      <InputField
        {...form.field('smsAddress')}
        label="SMS number"
        help="Asks for feedback by SMS where WhatsApp can’t reach a customer. A number of the account, or a name."
        optional
        placeholder="+233 20 123 4567"
      />
      <InputField
        {...form.field('accountSid')}
        label="Twilio account"
        help="Blank uses the account of this installation."
        optional
        placeholder="AC…"
        autoComplete="off"
      />
      <InputField
        {...form.field('authToken')}
        label="Auth token"
        help={
          sender?.hasToken
            ? 'One is stored, encrypted. Blank keeps it.'
            : 'Stored encrypted and never shown again.'
        }
        optional
        type="password"
        autoComplete="new-password"
      />
      <NumberField
        {...form.field('rate')}
        label="Messages a second"
        help="WhatsApp takes 80 from most senders."
      />
      <Checkbox
        name="active"
        label="Active"
        help="New messages go out through this sender; one sender is active at a time."
        checked={form.values.active}
        onChange={(event) => form.set({ active: event.target.checked })}
      />
      <div>
        <SaveButton form={form}>{sender ? 'Save sender' : 'Add sender'}</SaveButton>
      </div>
    </Form>
  );
}
