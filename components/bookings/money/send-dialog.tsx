'use client';

import { useState } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { Segmented } from '@/components/ui/choice';
import { CopyButton } from '@/components/ui/copy-button';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { sendPaper } from '@/lib/bookings/money/actions';
import { type SentPaper, sendPaperInput } from '@/lib/bookings/money/sending/schema';
import { reachChoices, sayReach } from '@/lib/messaging/reach-choices';
import { sendDialog } from './dialog-names';

const schema = sendPaperInput.pick({ way: true });

type Props = {
  paper: SentPaper;
  id: string;
  /** "INV-2026-0001", "statement". */
  name: string;
  customer: { name: string; phone: string | null; email: string | null };
};

/** Sends a customer the link of a paper, or gives it to be handed over. */
export default function SendDialog({ paper, id, name, customer }: Props) {
  const [link, setLink] = useState<string>();
  const usual = customer.phone ? 'whatsapp' : customer.email ? 'email' : 'link';
  const form = useForm({
    id: `send-${id}`,
    initial: { way: usual as string },
    draft: false,
    schema,
    send: ({ way }, key) => sendPaper({ paper, id, way }, key),
    saved: (sent, reset) => {
      const { way } = form.values;
      if (way === 'link') return setLink(sent.link);
      reset();
      closeDialog(sendDialog);
      notify(
        sent.before
          ? { message: 'It was sent this way today already' }
          : { message: way === 'email' ? 'On its way by e-mail' : 'On its way by WhatsApp' },
      );
    },
  });
  const { way } = form.values;
  return (
    <DialogForm
      id={sendDialog}
      title={`Send ${name}`}
      description={`${customer.name} gets a link to it, which shows it as it is when they look.`}
      form={form}
      submit={way === 'link' ? 'Get the link' : 'Send'}
      cancel="Not now"
    >
      <Segmented
        legend="How it reaches the customer"
        name="way"
        choices={reachChoices}
        value={way}
        onChange={(to) => form.set({ way: to })}
        error={form.errors.way}
      />
      <p className="text-muted text-sm">
        {sayReach(way, customer) ?? 'You give it to them yourself. Whoever has the link sees the document.'}
      </p>
      {link && way === 'link' ? (
        <p className="flex items-center gap-2 text-sm">
          <a href={link} target="_blank" rel="noreferrer" className="link min-w-0 truncate">
            {link}
          </a>
          <CopyButton value={link} label="Copy the link" />
        </p>
      ) : null}
    </DialogForm>
  );
}
