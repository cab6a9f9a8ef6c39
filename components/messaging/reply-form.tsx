'use client';

import { TextareaField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { sendReply } from '@/lib/messaging/actions';
import type { ConversationView } from '@/lib/messaging/conversations/conversation-view';
import { formatShort } from '@/lib/platform/format/dates';

const schema = () =>
  import('@/lib/messaging/schema').then((file) => file.replyInput.omit({ conversationId: true }));

type Props = { view: ConversationView; timeZone: string; locale: string; onSent: () => void };

const goesBy = { whatsapp: '', sms: 'Goes out as an SMS.', email: 'Goes out as an e-mail.' } as const;

/** Free text to the customer; outside of the window it is disabled and says why. */
export function ReplyForm({ view, timeZone, locale, onSent }: Props) {
  const form = useForm({
    id: `reply-${view.id}`,
    initial: { body: '' },
    schema,
    send: (input, key) => sendReply({ conversationId: view.id, ...input }, key),
    saved: (_, reset) => {
      reset();
      onSent();
    },
  });
  const closed = view.closedBecause !== null;
  const until = view.openUntil ? formatShort(view.openUntil, { timeZone, locale }) : '';
  return (
    <Form
      form={form}
      className="reply-bar sticky bottom-0 flex flex-col gap-3 border-t bg-canvas py-4 max-sm:bottom-16"
    >
      <TextareaField
        {...form.field('body')}
        label="Reply"
        help={
          view.closedBecause ?? (until ? `WhatsApp takes your text until ${until}.` : goesBy[view.channel])
        }
        rows={3}
        className="max-h-40!"
        disabled={closed}
      />
      <div className="flex justify-end">
        <SaveButton form={form} disabled={closed || form.values.body.trim() === ''}>
          Send reply
        </SaveButton>
      </div>
    </Form>
  );
}
