'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { Input, NumberInput } from '@/components/ui/input';
import { Notice } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { saveSender } from '@/lib/messaging/actions';
import type { ListedSender } from '@/lib/messaging/conversations/queries';

type Problem = { message?: string; fields?: Record<string, string>; changed?: Record<string, unknown> };

/** A sender's settings. The token is typed in and never shown again; a blank one keeps what is stored. */
export function SenderForm({ sender }: { sender?: ListedSender }) {
  const [problem, setProblem] = useState<Problem>({});
  const [pending, start] = useTransition();
  const save = (form: FormData) =>
    start(async () => {
      const text = (name: string) => String(form.get(name) ?? '');
      const result = await saveSender({
        id: sender?.id,
        version: sender?.version,
        name: text('name'),
        address: text('address'),
        messagingServiceSid: text('messagingServiceSid'),
        smsAddress: text('smsAddress'),
        accountSid: text('accountSid'),
        authToken: text('authToken'),
        active: form.get('active') !== null,
        rate: text('rate'),
      });
      setProblem(result.ok ? {} : result);
      if (result.ok) notify({ message: 'Sender saved', tone: 'success' });
    });
  const errors = problem.fields ?? {};
  return (
    <form
      // A saved sender has another version, and the form starts from it.
      key={sender?.version}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
      className="flex max-w-xl flex-col gap-5"
    >
      <ErrorSummary
        errors={Object.fromEntries(Object.entries(errors).map(([name, one]) => [name, [one]]))}
        message={problem.fields ? undefined : problem.message}
      />
      {problem.changed ? <Notice tone="attention">{`Theirs: ${listChanges(problem.changed)}`}</Notice> : null}
      <Field label="Name" name="name" error={errors.name} help="What the office calls it." required>
        <Input defaultValue={sender?.name ?? ''} maxLength={80} />
      </Field>
      <Field label="WhatsApp number" name="address" error={errors.address} help="With its country code.">
        <Input
          type="tel"
          inputMode="tel"
          placeholder="+233 30 123 4567"
          defaultValue={sender?.address?.replace('whatsapp:', '') ?? ''}
        />
      </Field>
      <Field
        label="Messaging service"
        name="messagingServiceSid"
        error={errors.messagingServiceSid}
        help="Takes precedence over the number when both are given."
        optional
      >
        <Input placeholder="MG…" defaultValue={sender?.messagingServiceSid ?? ''} />
      </Field>
      <Field
        label="SMS number"
        name="smsAddress"
        error={errors.smsAddress}
        help="Asks for feedback by SMS where WhatsApp can’t reach a customer. A number of the account, or a name."
        optional
      >
        <Input placeholder="+233 20 123 4567" defaultValue={sender?.smsAddress ?? ''} />
      </Field>
      <Field
        label="Twilio account"
        name="accountSid"
        error={errors.accountSid}
        help="Blank uses the account of this installation."
        optional
      >
        <Input placeholder="AC…" autoComplete="off" defaultValue={sender?.accountSid ?? ''} />
      </Field>
      <Field
        label="Auth token"
        name="authToken"
        error={errors.authToken}
        help={
          sender?.hasToken
            ? 'One is stored, encrypted. Blank keeps it.'
            : 'Stored encrypted and never shown again.'
        }
        optional
      >
        <Input type="password" autoComplete="new-password" />
      </Field>
      <Field
        label="Messages a second"
        name="rate"
        error={errors.rate}
        help="WhatsApp takes 80 from most senders."
      >
        <NumberInput min={1} max={500} defaultValue={sender?.rate ?? 80} />
      </Field>
      <Checkbox
        name="active"
        label="Active"
        help="New messages go out through this sender; one sender is active at a time."
        defaultChecked={sender?.active ?? true}
      />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          {sender ? 'Save sender' : 'Add sender'}
        </Button>
      </div>
    </form>
  );
}

function listChanges(changed: Record<string, unknown>): string {
  return Object.entries(changed)
    .filter(([name, value]) => name !== 'version' && value !== null)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
