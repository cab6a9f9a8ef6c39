import { v7 } from 'uuid';
import { caseEvents, cases } from '../schema/cases';
import { feedback, feedbackRequests } from '../schema/feedback';
import { conversations, messages } from '../schema/messaging';
import type { Tx } from '../session';
import { seedComments } from './menu';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export type SeedGuest = { id: string; name: string; phone: string };

type Completed = {
  companyId: string;
  guest: SeedGuest;
  managerId?: string;
  bookingId: string;
  eventName: string;
  completedAt: Date;
  now: Date;
  random: (below: number) => number;
  index: number;
};

type Given = { rating: number; comments: string; at: Date; byPhone: boolean };

/**
 * What followed a completed event: the request, for most of them the customer's answer word for word, and for an
 * unhappy one the recovery case. The newest complaint came in by phone an hour ago, so that its clock is running.
 */
export async function seedAnswer(tx: Tx, event: Completed): Promise<void> {
  const { companyId, guest, bookingId, completedAt, now } = event;
  const askedAt = new Date(completedAt.getTime() + 2 * hour);
  const given = answerTo(event, askedAt);
  await tx.insert(feedbackRequests).values({
    companyId,
    bookingId,
    customerId: guest.id,
    dueAt: completedAt,
    askedAt,
    stage: given ? 'done' : 'rating',
    state: given ? 'answered' : 'expired',
    answeredAt: given?.at ?? null,
    closedAt: new Date(Math.min(askedAt.getTime() + 3 * day, now.getTime())),
  });
  await seedTalk(tx, event, askedAt, given?.byPhone ? null : given);
  if (given) await seedFeedback(tx, event, given);
}

function answerTo({ completedAt, now, random, index }: Completed, askedAt: Date): Given | null {
  const answered = random(10) < 7;
  const drawn = [5, 5, 4, 5, 4, 3, 5, 4, 2, 5][(index * 7 + random(3)) % 10] ?? 5;
  const isNewest = now.getTime() - completedAt.getTime() < 4 * day;
  if (isNewest)
    return { rating: 2, comments: commentOf(2, 0), at: new Date(now.getTime() - hour), byPhone: true };
  if (!answered) return null;
  const at = new Date(askedAt.getTime() + hour);
  return { rating: drawn, comments: commentOf(drawn, random(3)), at, byPhone: false };
}

function commentOf(rating: number, pick: number): string {
  const comments = seedComments[rating] ?? [];
  return comments[pick % comments.length] ?? '';
}

async function seedFeedback(tx: Tx, event: Completed, given: Given): Promise<void> {
  const { companyId, guest, bookingId, random } = event;
  const { rating, comments, at, byPhone } = given;
  const near = () => Math.max(1, Math.min(5, rating + random(3) - 1));
  const id = v7();
  await tx.insert(feedback).values({
    id,
    companyId,
    bookingId,
    customerId: guest.id,
    rating,
    food: near(),
    service: near(),
    presentation: near(),
    timeliness: near(),
    wouldRecommend: rating >= 4,
    sentiment: rating >= 4 ? 1 : rating === 3 ? 0 : -1,
    needsHuman: rating <= 2,
    language: 'en',
    comments,
    source: byPhone ? 'phone' : 'whatsapp',
    givenAt: at,
  });
  if (rating < 4) await seedCase(tx, event, { ...given, feedbackId: id });
}

/** The request as it arrived, and the answer as it was tapped and written. */
async function seedTalk(tx: Tx, event: Completed, askedAt: Date, given: Given | null): Promise<void> {
  const { companyId, guest, bookingId, eventName } = event;
  const address = `whatsapp:${guest.phone}`;
  const lastMessageAt = given?.at ?? askedAt;
  const heard = given && { lastInboundAt: given.at };
  const [conversation] = await tx
    .insert(conversations)
    .values({ companyId, customerId: guest.id, address, profileName: guest.name, lastMessageAt, ...heard })
    .onConflictDoUpdate({
      target: [conversations.companyId, conversations.address],
      set: { lastMessageAt, ...heard },
    })
    .returning({ id: conversations.id });
  const common = {
    companyId,
    conversationId: conversation?.id ?? '',
    customerId: guest.id,
    bookingId,
  };
  await tx.insert(messages).values({
    ...common,
    direction: 'outbound',
    kind: 'feedback_request',
    onceKey: `feedback_request:${bookingId}`,
    form: 'template',
    body: `Hello ${guest.name}, thank you for letting us cater ${eventName}. How was it? Tap a number from 1 to 5, or answer in your own words.`,
    status: 'read',
    sid: newSid(),
    attempts: 1,
    createdAt: askedAt,
    sentAt: askedAt,
    deliveredAt: new Date(askedAt.getTime() + 5_000),
    readAt: new Date(askedAt.getTime() + 10 * minute),
  });
  if (!given) return;
  const tappedText = `${given.rating} – ${['Very bad', 'Poor', 'Average', 'Good', 'Excellent'][given.rating - 1]}`;
  const tapped = new Date(given.at.getTime() - 3 * minute);
  const inbound = { ...common, direction: 'inbound', kind: 'inbound', status: 'received' } as const;
  await tx.insert(messages).values([
    {
      ...inbound,
      body: tappedText,
      buttonPayload: `rate:${given.rating}`,
      buttonText: tappedText,
      sid: newSid(),
      createdAt: tapped,
      handledAt: tapped,
    },
    { ...inbound, body: given.comments, sid: newSid(), createdAt: given.at, handledAt: given.at },
  ]);
}

const newSid = () => `SM${v7().replaceAll('-', '')}`;

/** An older complaint was put right and closed; a fresh one waits for someone to take it. */
async function seedCase(tx: Tx, event: Completed, given: Given & { feedbackId: string }): Promise<void> {
  const { companyId, guest, bookingId, eventName, managerId, now } = event;
  const { at, rating, feedbackId, comments } = given;
  const after = (hours: number) => new Date(at.getTime() + hours * hour);
  const id = v7();
  const isFresh = now.getTime() - at.getTime() < day;
  await tx.insert(cases).values({
    id,
    companyId,
    bookingId,
    customerId: guest.id,
    feedbackId,
    reason: 'low_rating',
    summary: `${guest.name} on ${eventName}: ${rating} of 5. ${comments}`,
    ownerId: managerId,
    acknowledgeBy: after(4),
    resolveBy: after(8),
    createdAt: at,
    ...(!isFresh && {
      state: 'closed',
      acknowledgedAt: after(1),
      resolvedAt: after(6),
      closedAt: after(30),
      resolution: 'Called and apologised; offered a tasting with the next booking.',
      recoveredRating: rating + 2,
    }),
  });
  const note = (kind: 'opened' | 'acknowledged' | 'resolved' | 'closed', hours: number) => ({
    companyId,
    caseId: id,
    kind,
    userId: kind === 'opened' ? null : managerId,
    createdAt: after(hours),
  });
  await tx
    .insert(caseEvents)
    .values(
      isFresh
        ? [note('opened', 0)]
        : [note('opened', 0), note('acknowledged', 1), note('resolved', 6), note('closed', 30)],
    );
}
