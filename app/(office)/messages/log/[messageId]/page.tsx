import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { MessagePill } from '@/components/messaging/message-pill';
import { MessageStory } from '@/components/messaging/message-story';
import { MessageWords } from '@/components/messaging/message-words';
import { DescriptionList } from '@/components/ui/description-list';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { gatePage } from '@/lib/auth/actor';
import { kindWords } from '@/lib/messaging/conversations/message-words';
import { personName, plainAddress } from '@/lib/messaging/conversations/person-name';
import { readMessageStory } from '@/lib/messaging/conversations/queries';

export const metadata: Metadata = { title: 'Message' };

export default async function MessagePage(props: { params: Promise<{ messageId: string }> }) {
  const { actor, identity } = await gatePage('messages.read');
  const { messageId } = await props.params;
  const story = z.uuid().safeParse(messageId).success ? await readMessageStory(actor, messageId) : undefined;
  if (!story) notFound();
  const { message, address, booking, template } = story;
  const { timeZone, locale } = identity;
  return (
    <>
      <PageHead
        back={{ href: '/messages/log', label: 'Delivery log' }}
        title={kindWords[message.kind]}
        state={<MessagePill status={message.status} />}
        meta={[personName(story)]}
        primary={
          <ButtonLink href={`/messages/${message.conversationId}`} variant="primary">
            Open conversation
          </ButtonLink>
        }
      />
      <div className="grid gap-10 lg:grid-cols-[1fr_20rem]">
        <div className="flex flex-col gap-10">
          <Section title="Message">
            <MessageWords message={message} from={personName(story)} />
          </Section>
          <DescriptionList
            facts={[
              { term: message.direction === 'inbound' ? 'From' : 'To', value: plainAddress(address) },
              {
                term: 'Booking',
                value: booking ? (
                  <TextLink
                    href={`/bookings/${booking.id}`}
                  >{`${booking.reference}, ${booking.eventName}`}</TextLink>
                ) : (
                  'None'
                ),
              },
              { term: 'Template', value: template ?? 'None: free text' },
              { term: 'Twilio’s id', value: message.sid ?? 'None yet' },
            ]}
          />
        </div>
        <Section title="Delivery">
          <MessageStory story={story} timeZone={timeZone} locale={locale} />
        </Section>
      </div>
    </>
  );
}
