'use client';

import { useScreen } from '@/components/screen/use-screen';
import { DescriptionList } from '@/components/ui/description-list';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { kindWords } from '@/lib/messaging/conversations/message-words';
import { personName, plainAddress } from '@/lib/messaging/conversations/person-name';
import { coordinates } from '@/lib/messaging/conversations/pin';
import type { ReadStory } from '@/lib/messaging/conversations/story-queries';
import type { messageScreen } from '@/lib/messaging/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { Attachments } from './attachments';
import { MapLink } from './map-link';
import { MessagePill } from './message-pill';
import { MessageStory } from './message-story';

/** One message: what it says, whose it is, and what happened to it. */
export function MessageScreen({ sent }: { sent: Sent<DataOf<typeof messageScreen>> }) {
  const { data: story, place } = useScreen(sent);
  const { message, address, booking, template } = story;
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
            <MessageWords story={story} from={personName(story)} />
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
          <MessageStory story={story} timeZone={place.timeZone} locale={place.locale} />
        </Section>
      </div>
    </>
  );
}

type Props = { story: ReadStory; from: string };

/** All that one message says: attachments, the place it points to, its text. */
function MessageWords({ story, from }: Props) {
  const { message, media, pin } = story;
  const text = message.body || message.buttonText || (media.length > 0 || pin ? '' : '(no text)');
  return (
    <div className="rounded-md border bg-surface p-4 text-sm">
      <Attachments media={media} from={from} />
      {pin ? (
        <p>
          <span dir="auto">{pin.label ?? 'Location'}</span> {coordinates(pin)} <MapLink pin={pin} />
        </p>
      ) : null}
      {text ? (
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {text}
        </p>
      ) : null}
    </div>
  );
}
