import 'server-only';
import { asc, eq, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type Answers, prepared } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { conversations, messageEvents, messages, templates } from '@/db/schema/messaging';
import { customers, users } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { viewMedia } from './conversation-view';
import { readPin } from './pin';

const author = alias(users, 'author');
const messageId = sql.placeholder('id');

const storyQuery = prepared((db) =>
  db
    .select({
      message: messages,
      customer: customers.name,
      profileName: conversations.profileName,
      address: conversations.address,
      booking: { id: bookings.id, reference: bookings.reference, eventName: bookings.eventName },
      author: author.name,
      template: templates.name,
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .leftJoin(customers, eq(customers.id, messages.customerId))
    .leftJoin(bookings, eq(bookings.id, messages.bookingId))
    .leftJoin(author, eq(author.id, messages.userId))
    .leftJoin(templates, eq(templates.id, messages.templateId))
    .where(eq(messages.id, messageId)),
);

const eventsQuery = prepared((db) =>
  db
    .select({
      id: messageEvents.id,
      sid: messageEvents.sid,
      status: messageEvents.status,
      errorCode: messageEvents.errorCode,
      receivedAt: messageEvents.receivedAt,
    })
    .from(messageEvents)
    .where(
      or(
        eq(messageEvents.messageId, messageId),
        sql`${messageEvents.sid} = (select sid from messages own where own.id = ${messageId}::uuid)`,
      ),
    )
    .orderBy(asc(messageEvents.id))
    .limit(200),
);

/** One message with everything that happened to it, oldest first. */
export function askMessageStory(tx: Tx, id: string) {
  return [storyQuery(tx, { id }), eventsQuery(tx, { id })] as const;
}

export function tellMessageStory([[story], events]: Answers<ReturnType<typeof askMessageStory>>) {
  if (!story) return undefined;
  const { raw, ...message } = story.message;
  const pin = message.direction === 'inbound' ? readPin(raw) : null;
  return { ...story, message, pin, media: viewMedia(message), events };
}

/** The same for an actor, outside a screen. Undefined when it doesn't exist or isn't theirs. */
export async function readMessageStory(actor: Actor, id: string) {
  return tellMessageStory(await readAs(actor, (tx) => askMessageStory(tx, id)));
}

export type ReadStory = NonNullable<ReturnType<typeof tellMessageStory>>;
