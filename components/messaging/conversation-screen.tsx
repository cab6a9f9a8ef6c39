'use client';

import { useEffect, useRef } from 'react';
import { TakeUpButton } from '@/components/enquiries/take-up-button';
import { sendForm } from '@/components/form/send-form';
import { useScreen } from '@/components/screen/use-screen';
import { DialogButton } from '@/components/ui/dialog';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Notice } from '@/components/ui/section';
import { markRead } from '@/lib/messaging/actions';
import type { ConversationView } from '@/lib/messaging/conversations/conversation-view';
import { personName, plainAddress } from '@/lib/messaging/conversations/person-name';
import type { conversationScreen } from '@/lib/messaging/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { ChatBubble } from './chat-bubble';
import { LinkPerson } from './link-person';
import { OptInDialog } from './opt-in-dialog';
import { ReplyForm } from './reply-form';

const optInDialog = 'opt-in';

/** One conversation: who, whether they can be written to, and what was said. */
export function ConversationScreen({ sent }: { sent: Sent<DataOf<typeof conversationScreen>> }) {
  const { data, place, failed } = useScreen(sent);
  const { view, customer, address } = data;
  const name = personName({ ...data, customer: customer?.name ?? null });
  return (
    <>
      <PageHead
        back={{ href: '/messages', label: 'Messages' }}
        title={name}
        state={<Window view={view} />}
        meta={[plainAddress(address), customer ? null : 'Not a customer yet']}
        primary={
          view.optedOut && customer ? (
            <DialogButton opens={optInDialog} variant="primary">
              Record new consent
            </DialogButton>
          ) : customer ? (
            <ButtonLink href={`/customers/${customer.id}`}>Open customer</ButtonLink>
          ) : (
            <LinkPerson conversationId={view.id} profileName={data.profileName} />
          )
        }
        menu={<TakeUpButton conversationId={view.id} />}
      />
      {customer ? <OptInDialog id={optInDialog} customerId={customer.id} name={name} /> : null}
      <Chat view={view} failed={failed} timeZone={place.timeZone} locale={place.locale} />
    </>
  );
}

function Window({ view }: { view: ConversationView }) {
  if (view.optedOut)
    return (
      <Pill tone="rose" shape="cross">
        Opted out
      </Pill>
    );
  if (view.channel !== 'whatsapp')
    return <Pill tone="slate">{view.channel === 'sms' ? 'SMS' : 'E-mail'}</Pill>;
  return view.openUntil ? <Pill tone="green">Window open</Pill> : <Pill tone="slate">Window closed</Pill>;
}

type Props = { view: ConversationView; failed: boolean; timeZone: string; locale: string };

/** A conversation, and the reply under it while WhatsApp allows one. */
function Chat({ view: data, failed, timeZone, locale }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const newest = data.bubbles.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what moves the view
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [newest]);
  useEffect(() => {
    if (data.unread > 0) void sendForm(() => markRead({ conversationId: data.id }));
  }, [data.id, data.unread]);
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      {failed ? (
        <Notice tone="attention">New messages can’t be loaded right now. Trying again.</Notice>
      ) : null}
      <ol aria-label="Messages" aria-live="polite" className="flex flex-col gap-4">
        {data.bubbles.map((bubble) => (
          <ChatBubble key={bubble.id} bubble={bubble} timeZone={timeZone} locale={locale} />
        ))}
      </ol>
      <ReplyForm
        view={data}
        timeZone={timeZone}
        locale={locale}
        onSent={() => void import('@/components/screen/screen-cache').then((cache) => cache.refreshScreens())}
      />
      {/* Below the reply, which stays at the foot of the window: the newest message ends above it, not under it. */}
      <div ref={end} />
    </div>
  );
}
