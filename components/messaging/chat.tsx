'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Notice } from '@/components/ui/section';
import { markRead } from '@/lib/messaging/actions';
import type { ConversationView } from '@/lib/messaging/conversations/conversation-view';
import { ChatBubble } from './chat-bubble';
import { ReplyForm } from './reply-form';

type Props = { initial: ConversationView; timeZone: string; locale: string };

const every = 4_000;

/** A conversation that keeps itself up to date, and the reply under it while WhatsApp allows one. */
export function Chat({ initial, timeZone, locale }: Props) {
  const client = useQueryClient();
  const key = ['conversation', initial.id];
  const { data, isError } = useQuery({
    queryKey: key,
    initialData: initial,
    refetchInterval: every,
    queryFn: async (): Promise<ConversationView> => {
      const response = await fetch(`/messages/${initial.id}/live`);
      if (!response.ok) throw new Error(`The conversation answered ${response.status}`);
      return response.json();
    },
  });
  const end = useRef<HTMLDivElement>(null);
  const newest = data.bubbles.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what moves the view
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [newest]);
  useEffect(() => {
    if (data.unread > 0) void markRead({ conversationId: data.id });
  }, [data.id, data.unread]);
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      {isError ? (
        <Notice tone="attention">New messages can’t be loaded right now. Trying again.</Notice>
      ) : null}
      <ol aria-label="Messages" aria-live="polite" className="flex flex-col gap-4">
        {data.bubbles.map((bubble) => (
          <ChatBubble key={bubble.id} bubble={bubble} timeZone={timeZone} locale={locale} />
        ))}
      </ol>
      <div ref={end} />
      <ReplyForm
        view={data}
        timeZone={timeZone}
        locale={locale}
        onSent={() => client.invalidateQueries({ queryKey: key })}
      />
    </div>
  );
}
