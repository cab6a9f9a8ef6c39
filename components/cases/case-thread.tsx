import { ChatBubble } from '@/components/messaging/chat-bubble';
import { ReplyForm } from '@/components/messaging/reply-form';
import { TextLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import type { CaseDetail } from '@/lib/cases/queries';
import { formatPhone } from '@/lib/platform/format/phones';
import type { Place } from '@/lib/platform/sent';

/** The latest messages are what a reply follows on; the others are one tap away. */
const mostShown = 12;
/** Where the page’s “Reply” leads. */
export const replyId = 'reply';

type Props = Pick<CaseDetail, 'talk' | 'customer'> & { place: Place };

/** What was said with the customer, and the reply under it. */
export function CaseThread({ talk, customer, place: { timeZone, locale } }: Props) {
  if (!talk)
    return (
      <Section title="Conversation" id={replyId}>
        <OtherWays
          customer={customer}
          why={`${customer.name} hasn’t written to you, so there is nothing to reply to.`}
        />
      </Section>
    );
  const shown = talk.bubbles.slice(-mostShown);
  const earlier = talk.bubbles.length - shown.length;
  return (
    <Section
      title="Conversation"
      id={replyId}
      actions={
        <TextLink href={`/messages/${talk.id}`} className="text-sm">
          {earlier > 0 ? `Whole conversation, ${earlier} earlier` : 'Open the conversation'}
        </TextLink>
      }
    >
      <ol aria-label="Messages" aria-live="polite" className="flex flex-col gap-4">
        {shown.map((bubble) => (
          <ChatBubble key={bubble.id} bubble={bubble} timeZone={timeZone} locale={locale} />
        ))}
      </ol>
      {talk.closedBecause === null ? (
        // Here it stands under the messages instead of over the page.
        <div className="[&>form]:static [&>form]:pb-0">
          <ReplyForm
            view={talk}
            timeZone={timeZone}
            locale={locale}
            onSent={() =>
              void import('@/components/screen/screen-cache').then((cache) => cache.refreshScreens())
            }
          />
        </div>
      ) : (
        <OtherWays customer={customer} why={talk.closedBecause} />
      )}
    </Section>
  );
}

/** Why nothing can be written here now, and how to reach the customer all the same. */
function OtherWays({ customer, why }: Pick<Props, 'customer'> & { why: string }) {
  return (
    <p className="border-t pt-4 text-muted text-sm">
      {why}{' '}
      {customer.phone ? (
        <TextLink href={`tel:${customer.phone}`}>Call {formatPhone(customer.phone)}</TextLink>
      ) : customer.email ? (
        <TextLink href={`mailto:${customer.email}`}>Write to {customer.email}</TextLink>
      ) : (
        'There is neither a number nor an e-mail address.'
      )}
    </p>
  );
}
