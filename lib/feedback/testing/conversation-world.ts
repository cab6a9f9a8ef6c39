import { randomBytes } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { makeBooking, makeCustomer, makeMenu } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makePackage } from '@/db/factories/package';
import { bookingLines } from '@/db/schema/booking-lines';
import { alerts, cases } from '@/db/schema/cases';
import type { companies } from '@/db/schema/companies';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { conversations, messages, templates } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { addressOn } from '@/lib/messaging/channels/channel';
import { defaultTemplates } from '@/lib/messaging/templates/defaults/all';
import { type AskOutcome, askForFeedback } from '../asking/ask-for-feedback';
import { linkToken } from '../asking/link';
import { type Interpretation, interpretReply } from '../conversation/interpret-reply';
import { hour } from './time';

export type World = { company: TestCompany; customer: { id: string; name: string; phone: string | null } };

/** A company whose templates are approved, and an opted-in customer. */
export async function makeWorld(
  given: Partial<typeof companies.$inferInsert> = {},
  customer: Parameters<typeof makeCustomer>[1] = {},
): Promise<World> {
  const company = await makeCompany(given);
  await actAs(company.system, (tx) =>
    tx.insert(templates).values(
      defaultTemplates().map((draft) => ({
        ...draft,
        companyId: company.id,
        approval: 'approved' as const,
        contentSid: `HX${randomBytes(16).toString('hex')}`,
      })),
    ),
  );
  return { company, customer: await makeCustomer(company.id, customer) };
}

/** An event of yesterday that was completed an hour ago. */
export async function makeCompleted(
  { company, customer }: World,
  overrides: Parameters<typeof makeBooking>[1] = {},
): Promise<string> {
  const { id } = await makeBooking(company.id, {
    customerId: customer.id,
    status: 'completed',
    startsAt: new Date(Date.now() - 24 * hour),
    completedAt: new Date(Date.now() - hour),
    ...overrides,
  });
  return id;
}

/** The most common start: a customer's completed wedding at a company of its own. */
export async function makeEvent(
  ...given: Parameters<typeof makeWorld>
): Promise<{ world: World; bookingId: string }> {
  const world = await makeWorld(...given);
  return { world, bookingId: await makeCompleted(world, { eventName: 'Mensah wedding' }) };
}

/** Puts more dishes on an event's menu, free of charge; gives their lines in order. */
export async function addDishes({ company }: World, bookingId: string, names: string[]): Promise<string[]> {
  const { itemId } = await makeMenu(company.id);
  const lines = names.map((name, at) => ({ id: v7(), name, position: at + 2 }));
  await actAs(company.system, (tx) =>
    tx.insert(bookingLines).values(
      lines.map((line) => ({
        ...line,
        companyId: company.id,
        bookingId,
        kind: 'menu' as const,
        itemId,
        unitPrice: 0,
        quantity: 10,
      })),
    ),
  );
  return lines.map(({ id }) => id);
}

/** Puts a package on the menu of an event, its main dish and its first two sides; gives what answers call these. */
export async function addPackage({ company }: World, bookingId: string) {
  const made = await makePackage(company.id, { name: 'Gold' });
  const lineId = v7();
  const [one = '', other = ''] = made.dishes;
  await actAs(company.system, (tx) =>
    tx.insert(bookingLines).values({
      id: lineId,
      companyId: company.id,
      bookingId,
      kind: 'menu',
      packageId: made.id,
      // Their names are looked up.
      choices: [
        { courseId: made.mains, itemId: made.main },
        { courseId: made.sides, itemId: one },
        { courseId: made.sides, itemId: other },
      ] as never,
      name: 'Gold',
      unitPrice: 0,
      unit: 'guest',
      quantity: 50,
      position: 9,
    }),
  );
  const within = (itemId: string) => ({ itemId, id: `${lineId}.${itemId}` });
  return {
    lineId,
    main: within(made.main),
    sides: [within(one), within(other)],
    unserved: made.dishes[4] ?? '',
  };
}

/** Asks about one event. */
export async function askAbout(
  about: { companyId: string; bookingId: string },
  at: Date,
): Promise<AskOutcome> {
  const [asked] = await askForFeedback({ companyId: about.companyId, bookingIds: [about.bookingId] }, at);
  if (!asked) throw new Error('The booking was left without an answer');
  return asked;
}

/** Asks about the event as the job does and lets the message count as sent under a SID, which is returned. */
export async function ask({ company }: World, bookingId: string): Promise<string> {
  const asked = await askAbout({ companyId: company.id, bookingId }, new Date());
  if (asked.asked !== 'now') throw new Error(`The customer was not asked: ${JSON.stringify(asked)}`);
  return markSent(company, asked.message.messageId);
}

export async function markSent(company: TestCompany, messageId: string): Promise<string> {
  const sid = `SM${randomBytes(16).toString('hex')}`;
  await actAs(company.system, (tx) =>
    tx
      .update(messages)
      .set({ sid, status: 'delivered' })
      .where(and(eq(messages.companyId, company.id), eq(messages.id, messageId))),
  );
  return sid;
}

export type Said = { body?: string; payload?: string; title?: string; replyTo?: string; at?: Date };

/** Stores a message of the customer as the webhook does; gives its id. */
export async function receive({ company, customer }: World, said: Said): Promise<string> {
  const address = addressOn('whatsapp', { ...customer, whatsappId: null, email: null });
  const id = v7();
  await actAs(company.system, async (tx) => {
    await tx
      .insert(conversations)
      .values({ companyId: company.id, customerId: customer.id, address, lastInboundAt: new Date() })
      .onConflictDoNothing();
    const [conversation] = await tx
      .select({ id: conversations.id })
      .from(conversations)
      .where(and(eq(conversations.companyId, company.id), eq(conversations.address, address)));
    const body = said.body ?? said.title ?? '';
    await tx.insert(messages).values({
      id,
      companyId: company.id,
      conversationId: conversation?.id ?? '',
      customerId: customer.id,
      direction: 'inbound',
      kind: 'inbound',
      status: 'received',
      body,
      buttonPayload: said.payload,
      buttonText: said.title,
      repliedToSid: said.replyTo,
      sid: `SM${randomBytes(16).toString('hex')}`,
      raw: {
        Body: body,
        ...(said.payload ? { ButtonPayload: said.payload, ButtonText: said.title ?? '' } : {}),
      },
      ...(said.at ? { createdAt: said.at } : {}),
    });
  });
  return id;
}

/** The customer writes and the job reads it. */
export async function say(world: World, said: Said | string): Promise<Interpretation> {
  const messageId = await receive(world, typeof said === 'string' ? { body: said } : said);
  return interpretReply({ companyId: world.company.id, messageId }, new Date());
}

/** What is stored of a booking's feedback now. */
export async function stateOf({ company }: World, bookingId: string) {
  return actAs(company.system, async (tx) => {
    const own = (table: typeof feedback | typeof feedbackRequests | typeof cases) =>
      and(eq(table.companyId, company.id), eq(table.bookingId, bookingId));
    const [given, requests, opened, said, raised] = await Promise.all([
      tx.select().from(feedback).where(own(feedback)),
      tx.select().from(feedbackRequests).where(own(feedbackRequests)),
      tx.select().from(cases).where(own(cases)),
      tx
        .select()
        .from(messages)
        .where(
          and(
            eq(messages.companyId, company.id),
            eq(messages.bookingId, bookingId),
            eq(messages.direction, 'outbound'),
          ),
        )
        .orderBy(asc(messages.createdAt), asc(messages.id)),
      tx.select().from(alerts).where(eq(alerts.companyId, company.id)),
    ]);
    return { feedback: given, request: requests[0], cases: opened, said, alerts: raised };
  });
}

/** The request that was made for the booking. */
export async function requestOf(world: World, bookingId: string) {
  const { request } = await stateOf(world, bookingId);
  if (!request) throw new Error('There is no request');
  return request;
}

/** The token of the link that the customer was sent. */
export async function tokenOf(world: World, bookingId: string): Promise<string> {
  const { id: requestId } = await requestOf(world, bookingId);
  return linkToken({ companyId: world.company.id, requestId });
}
