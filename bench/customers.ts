import type { Stack } from '../scripts/stack';
import { control, type DueRequests } from './due-requests';

type Choice = { id: string; title: string };
export type PhoneMessage = {
  sid: string;
  from: string;
  to: string;
  contact: string;
  body: string;
  status: string;
  direction: string;
  buttons: Choice[];
};

export type Customers = {
  /** Lets everybody who has got the request and not answered yet tap a number; at most `most` of them. */
  answer: (most: number) => Promise<number>;
  /** What the answers came to in the office; each must have exactly one effect. */
  judge: () => Promise<Judgement>;
};

export type Judgement = {
  replies: number;
  /** Inbound messages in the log, and those nobody has read. */
  stored: number;
  unread: number;
  /** Replies that are stored once and became the record with their rating, and its case where one is due. */
  effects: number;
  /** Records, and recovery cases against the ratings that need one. */
  feedback: number;
  cases: number;
  casesDue: number;
  /** Customers who were asked the next question or thanked other than once. */
  nextMessagesWrong: number;
};

/** Whether a customer was asked by this message: by WhatsApp's buttons, or by the link in an SMS. */
export const isRequest = ({ direction, body, buttons, to }: PhoneMessage, tag: string) =>
  direction !== 'inbound' &&
  body.includes(tag) &&
  (buttons.some(({ id }) => id.startsWith('rate:')) || to.startsWith('+'));

export const hasArrived = ({ status }: PhoneMessage) => status === 'delivered' || status === 'read';

/** The messages that ask the customers of this run, as their phones have them. */
export async function listRequests(stack: Stack, tag: string): Promise<PhoneMessage[]> {
  const { messages } = await control<{ messages: PhoneMessage[] }>(stack, 'messages');
  return messages.filter((message) => isRequest(message, tag));
}

/** The customers of a torture run, by their phones in the simulator. Ratings from 1 to 5 take turns. */
export function startCustomers(stack: Stack, due: DueRequests): Customers {
  const tapped = new Map<string, number>();
  return {
    judge: () => judgeAnswers(due, tapped),
    async answer(most) {
      const requests = new Map(
        (await listRequests(stack, due.tag))
          .filter((message) => hasArrived(message) && !tapped.has(message.contact))
          .map((message) => [message.contact, message]),
      );
      let answered = 0;
      for (const { contact, sid, buttons } of requests.values()) {
        const rating = (tapped.size % 5) + 1;
        const button = buttons.find(({ id }) => id === `rate:${rating}`);
        // Who was asked by SMS answers on the web, which is another test's.
        if (!button) continue;
        if (answered === most) break;
        answered += 1;
        tapped.set(contact, rating);
        // Not waited for: the app may be down, and then nobody tells it.
        void control(stack, 'inbound', { from: contact, button, replyTo: sid }).catch(() => undefined);
      }
      return answered;
    },
  };
}

type Row = {
  phone: string;
  rating: number | null;
  cases: number;
  stored: number;
  unread: number;
  next: number;
};

/** Compares what customers said (rating by phone) with what the office has. Below 4 a case is due. */
export async function judgeAnswers(
  { owner, tag }: DueRequests,
  said: ReadonlyMap<string, number>,
): Promise<Judgement> {
  const rows = await owner<Row[]>`
    select c.phone, f.rating,
      (select count(*)::int from cases k where k.booking_id = b.id) as cases,
      (select count(*)::int from messages m where m.customer_id = c.id and m.direction = 'inbound') as stored,
      (select count(*)::int from messages m where m.customer_id = c.id and m.direction = 'inbound'
        and m.handled_at is null) as unread,
      (select count(*)::int from messages m where m.customer_id = c.id and m.direction = 'outbound'
        and m.kind <> 'feedback_request') as next
    from bookings b join customers c on c.id = b.customer_id
    left join feedback f on f.booking_id = b.id
    where b.reference like ${`X${tag}%`}`;
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const speakers = rows.filter(({ phone }) => said.has(phone));
  const isOneEffect = ({ phone, rating, stored, cases }: Row) =>
    stored === 1 && rating === said.get(phone) && cases === Number(needsCase(rating ?? 5));
  return {
    replies: said.size,
    stored: sum((row) => row.stored),
    unread: sum((row) => row.unread),
    effects: speakers.filter(isOneEffect).length,
    feedback: rows.filter(({ rating }) => rating !== null).length,
    cases: sum((row) => row.cases),
    casesDue: [...said.values()].filter(needsCase).length,
    nextMessagesWrong: speakers.filter(({ next }) => next !== 1).length,
  };
}

const needsCase = (rating: number) => rating < 4;
