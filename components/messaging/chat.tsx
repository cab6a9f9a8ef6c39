'use client';

import { useEffect, useRef } from 'react';
import { sendForm } from '@/components/form/send';
import { Notice } from '@/components/ui/section';
import { markRead } from '@/lib/messaging/actions';
import type { ConversationView } from '@/lib/messaging/conversations/conversation-view';
import { ChatBubble } from './chat-bubble';
import { ReplyForm } from './reply-form';

type Props = { view: ConversationView; failed: boolean; timeZone: string; locale: string };

/** A conversation, and the reply under it while WhatsApp allows one. */
export function Chat({ view: data, failed, timeZone, locale }: Props) {
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
