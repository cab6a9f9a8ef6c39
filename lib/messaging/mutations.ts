import 'server-only';
import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { conversations, messages, senders, templates } from '@/db/schema/messaging';
import { actAs, escalate, type OfficeActor, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import {
  conversationAnswered,
  conversationSeen,
  customerAnswered,
  senderResumed,
} from '@/lib/alerts/happenings';
import { findByContact } from '@/lib/customers/contact';
import { phoneKey } from '@/lib/customers/phone-key';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { fetchAccount, ProviderError } from './channels/twilio/client';
import { accountOf } from './channels/twilio/credentials';
import { consentOf, recordConsent } from './consent/record-consent';
import { announce, queuedEvent, senderResumedEvent } from './events';
import { accountOfCompany } from './outbox/check-silent';
import { queueMessage } from './outbox/queue';
import { takesText } from './outbox/rules';
import { conversationRef, optInInput, replyInput, senderRef, templateRef, testSendInput } from './schema';
import { registerTemplates, submitTemplate } from './templates/register-templates';
import { TemplateProblem } from './templates/template-rules';

/** The automation's rights with the person's name on what is written. */
const onBehalf = ({ companyId, userId, requestId, ip }: OfficeActor, name: string) =>
  ({ role: 'system', companyId, userId, requestId, ip, name }) as const;

/**
 * Asks the provider whether the account answers. A good answer ends the sender's pause and lets waiting
 * messages go. Throws Refusal with what the provider said.
 */
export const testConnection = command({
  name: 'test connection',
  permission: 'settings.write',
  input: senderRef,
  run: async (actor, { senderId }, { at }) => {
    const [sender] = await actAs(actor, (tx) => tx.select().from(senders).where(eq(senders.id, senderId)));
    if (!sender) throw notFound('sender');
    const account = accountOf(sender);
    if (!account)
      throw new Refusal('invalid', 'There is no usable account. Enter the account SID and its token.');
    let answer: Awaited<ReturnType<typeof fetchAccount>>;
    try {
      answer = await fetchAccount(account);
    } catch (error) {
      throw new Refusal('invalid', connectionProblem(error));
    }
    if (answer.status !== 'active')
      throw new Refusal('invalid', `Twilio says that the account is ${answer.status}.`);
    await resumeSender(actor, senderId, at);
    return { account: answer.name };
  },
});

function connectionProblem(error: unknown): string {
  if (error instanceof ProviderError && error.status === 401)
    return 'Twilio refused the account SID or the token.';
  if (error instanceof ProviderError) return `Twilio answered: ${error.message} (${error.code}).`;
  return 'Twilio could not be reached. Check the network and try again.';
}

async function resumeSender(actor: OfficeActor, senderId: string, at: Date): Promise<void> {
  const { companyId } = actor;
  await actAs(onBehalf(actor, 'connection test'), async (tx) => {
    await tx
      .update(senders)
      .set({ testedAt: at, pausedAt: null, pausedReason: null, pausedUntil: null })
      .where(eq(senders.id, senderId));
    await endAlerts(tx, companyId, senderResumed(senderId));
    // Overdue by now, so that the release finds them.
    await tx
      .update(messages)
      .set({ nextAttemptAt: sql`now() - interval '5 minutes'` })
      .where(and(eq(messages.status, 'waiting'), eq(messages.heldReason, 'sender_paused')));
  });
  await announce(senderResumedEvent.create({ companyId, senderId }));
}

/** Writes to a customer within the session. Throws Refusal when it is closed or the customer opted out. */
export const sendReply = command({
  name: 'send reply',
  permission: 'messages.reply',
  input: replyInput,
  run: async (actor, { conversationId, body }, { key = v7(), at }) => {
    const { companyId, userId } = actor;
    const queued = await actAs(onBehalf(actor, 'reply'), async (tx) => {
      const [talk] = await tx.select().from(conversations).where(eq(conversations.id, conversationId));
      if (!talk) throw notFound('conversation');
      if (!takesText(talk, at)) {
        throw new Refusal(
          'conflict',
          'More than 24 hours passed since the customer’s last message, so WhatsApp takes templates only.',
        );
      }
      if (talk.customerId && (await consentOf(tx, talk.customerId)) === 'withdrawn') {
        throw new Refusal(
          'conflict',
          'The customer opted out. Only their START or a recorded reason turns that back.',
        );
      }
      await tx
        .update(conversations)
        .set({ unread: 0, lastMessageAt: at })
        .where(eq(conversations.id, talk.id));
      const reply = await queueMessage(tx, {
        companyId,
        customerId: talk.customerId,
        conversationId,
        bookingId: await talkedAbout(tx, conversationId),
        kind: 'staff_reply',
        onceKey: `reply:${key}`,
        text: { body },
        asked: true,
        userId,
      });
      if (!reply.queued) await mustBeSameReply(tx, reply.messageId, { conversationId, body });
      await endAlerts(tx, companyId, [
        conversationAnswered(conversationId),
        ...(talk.customerId ? [customerAnswered(talk.customerId)] : []),
      ]);
      return reply;
    });
    await announce(queuedEvent({ companyId, ...queued }));
    return { messageId: queued.messageId };
  },
});

/** The booking that was last spoken of in a conversation: a reply stands on its timeline too. */
async function talkedAbout(tx: Tx, conversationId: string): Promise<string | undefined> {
  const [latest] = await tx
    .select({ bookingId: messages.bookingId })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), isNotNull(messages.bookingId)))
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(1);
  return latest?.bookingId ?? undefined;
}

/** The same reply told twice is one; another one under its key would be lost. */
async function mustBeSameReply(
  tx: Tx,
  messageId: string,
  { conversationId, body }: { conversationId: string; body: string },
): Promise<void> {
  const [before] = await tx.select().from(messages).where(eq(messages.id, messageId));
  if (before?.conversationId === conversationId && before.body === body) return;
  throw new Refusal(
    'conflict',
    'A different reply was sent under this entry already, so this one was not. Reload the page and write it again.',
  );
}

/** Someone of the office has seen the conversation. */
export const markRead = command({
  name: 'mark read',
  permission: 'messages.read',
  input: conversationRef,
  output: nothing,
  write: async (tx, { conversationId }, actor) => {
    await tx
      .update(conversations)
      .set({ unread: 0 })
      .where(and(eq(conversations.id, conversationId), sql`${conversations.unread} > 0`));
    await escalate(actor, tx, () => endAlerts(tx, actor.companyId, conversationSeen(conversationId)));
  },
});

/** Sends a template with its samples to a number, so that a manager sees what customers get. */
export const sendTest = command({
  name: 'send test',
  permission: 'settings.write',
  input: testSendInput,
  run: async (actor, { templateId, phone }, { key = v7() }) => {
    const { companyId, userId } = actor;
    const queued = await actAs(onBehalf(actor, 'test send'), async (tx) => {
      const [template] = await tx.select().from(templates).where(eq(templates.id, templateId));
      if (!template) throw notFound('template');
      const address = `whatsapp:${phone}`;
      const customerId = await findByContact(tx, { phone });
      const known = () =>
        tx
          .select()
          .from(conversations)
          .where(eq(sql`phone_key(${conversations.address})`, phoneKey(address)))
          .orderBy(sql`${conversations.lastInboundAt} desc nulls last`)
          .limit(1);
      let [talk] = await known();
      if (!talk) {
        await tx.insert(conversations).values({ companyId, address, customerId }).onConflictDoNothing();
        [talk] = await known();
      }
      if (!talk) throw notFound('conversation');
      const message = await queueMessage(tx, {
        companyId,
        customerId: talk.customerId,
        conversationId: talk.id,
        kind: 'template_test',
        onceKey: `test:${key}`,
        template: { purpose: template.purpose, templateId, variables: template.samples },
        asked: true,
        userId,
      });
      return { ...message, conversationId: talk.id };
    });
    await announce(queuedEvent({ companyId, ...queued }));
    return queued;
  },
});

/** Gives a template to WhatsApp for approval. Throws Refusal with what WhatsApp's rules object to. */
export const submitForReview = command({
  name: 'submit template',
  permission: 'settings.write',
  input: templateRef,
  run: async (actor, { templateId }, { at }) => {
    const [template] = await actAs(actor, (tx) =>
      tx.select().from(templates).where(eq(templates.id, templateId)),
    );
    if (!template) throw notFound('template');
    await askProvider(actor, (account) => submitTemplate(actor.companyId, account, template, at));
  },
});

/** Adds the default wordings that a company lacks and submits every template that WhatsApp hasn't seen. */
export const addTemplates = command({
  name: 'add templates',
  permission: 'settings.write',
  input: z.object({}),
  run: async (actor, _, { at }) => ({
    submitted: await askProvider(actor, (account) => registerTemplates(actor.companyId, account, at)),
  }),
});

async function askProvider<T>(
  actor: OfficeActor,
  work: (account: NonNullable<ReturnType<typeof accountOf>>) => Promise<T>,
): Promise<T> {
  const account = await accountOfCompany(actor.companyId);
  if (!account)
    throw new Refusal('invalid', 'There is no usable account. Enter the account SID and its token.');
  try {
    return await work(account);
  } catch (error) {
    if (error instanceof TemplateProblem) throw new Refusal('invalid', error.message);
    if (error instanceof Refusal) throw error;
    throw new Refusal('invalid', connectionProblem(error));
  }
}

/** A person of the office turns an opt-out back, with the reason; the customer is told once by START's own text. */
export const optInByStaff = command({
  name: 'opt in by staff',
  permission: 'consents.record',
  input: optInInput,
  run: async (actor, { customerId, reason }) => {
    const { companyId, userId } = actor;
    const { changed } = await actAs(onBehalf(actor, 'office'), (tx) =>
      recordConsent(tx, { companyId, customerId, userId, reason, state: 'granted', source: 'staff' }),
    );
    return { changed };
  },
});
