'use client';

import { useRef, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { sendReply } from '@/lib/messaging/actions';
import type { ConversationView } from '@/lib/messaging/conversations/conversation-view';
import { formatShort } from '@/lib/platform/format/dates';

type Props = { view: ConversationView; timeZone: string; locale: string; onSent: () => void };

const goesBy = { whatsapp: '', sms: 'Goes out as an SMS.', email: 'Goes out as an e-mail.' } as const;

/** Free text to the customer; outside of the window it is disabled and says why. */
export function ReplyForm({ view, timeZone, locale, onSent }: Props) {
  const [body, setBody] = useState('');
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();
  // One key a text: a double click, or a repeat after a lost answer, is the same message.
  const key = useRef<string>(undefined);
  const closed = view.closedBecause !== null;
  const send = () =>
    start(async () => {
      key.current ??= crypto.randomUUID();
      const result = await sendReply({ conversationId: view.id, body, key: key.current });
      setProblem(result.ok ? undefined : (result.fields?.body ?? result.message));
      if (!result.ok) return;
      key.current = undefined;
      setBody('');
      onSent();
    });
  const until = view.openUntil ? formatShort(view.openUntil, { timeZone, locale }) : '';
  return (
    <form
      className="sticky bottom-0 flex flex-col gap-3 border-t bg-canvas py-4 max-sm:bottom-16"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field
        label="Reply"
        name="body"
        error={problem}
        help={
          view.closedBecause ?? (until ? `WhatsApp takes your text until ${until}.` : goesBy[view.channel])
        }
      >
        <Textarea
          rows={3}
          maxLength={1600}
          value={body}
          disabled={closed}
          onChange={(event) => {
            key.current = undefined;
            setBody(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
          }}
        />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={pending} disabled={closed || body.trim() === ''}>
          Send reply
        </Button>
      </div>
    </form>
  );
}
