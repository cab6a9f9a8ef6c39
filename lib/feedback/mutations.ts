import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { actAs, escalate, readAs, type Tx } from '@/db/session';
import { type OpenCase, openCase } from '@/lib/cases/open-case';
import { withdrawConsent } from '@/lib/messaging/consent/record-consent';
import { announce, consentWithdrawnEvent } from '@/lib/messaging/events';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { type PageView, takePageAnswer } from './answers/answer-by-page';
import { type AnswerContext, loadAnswerContext, valuesOf } from './answers/answer-context';
import { askByLink, tellPage } from './answers/page-queries';
import { correctAnswers, type Saved, saveAnswers } from './answers/save-answers';
import { hashLink, readLinkToken } from './asking/link';
import { closeRequests } from './asking/save-requests';
import { noValues, type Values } from './conversation/turn';
import { type BookingRef, eventsOfAnswers } from './events';
import { linkDays, mayGiveFeedback } from './rules';
import { correctionInput, heardInput, type PageAnswer, portalAnswerInput } from './schema';
import { isUnhappy, reasonOfScores, sentimentOfScore } from './score-rules';

/**
 * Puts right what was read from a customer's words; the words themselves stay. The audit trail keeps both
 * readings. A rating that turns out to be low opens its case. Throws Refusal `stale` with what changed.
 */
export const correctFeedback = command({
  name: 'correct feedback',
  permission: 'feedback.correct',
  input: correctionInput,
  output: nothing,
  write: async (tx, { feedbackId, version, ...values }, actor, at) => {
    const [row] = await tx
      .select()
      .from(feedback)
      .where(and(eq(feedback.companyId, actor.companyId), eq(feedback.id, feedbackId)))
      .for('update');
    if (!row) throw notFound('feedback');
    if (row.version !== version)
      throw new Refusal('stale', 'Someone else changed this feedback meanwhile.', {
        changed: { ...valuesOf(row), version: row.version },
      });
    await correctAnswers(tx, { feedbackId: row.id, ...values }, { userId: actor.userId, now: at });
    return escalate(actor, tx, () => openCaseIfLow(tx, row, values, at));
  },
  after: (opened, { companyId }) => announce(eventsOfAnswers(companyId, { caseId: opened?.caseId })),
});

type Scores = Omit<Values, 'sentiment' | 'needsHuman' | 'language'>;

async function openCaseIfLow(
  tx: Tx,
  row: typeof feedback.$inferSelect,
  scores: Scores,
  now: Date,
): Promise<OpenCase | null> {
  const context = await loadAnswerContext(tx, { companyId: row.companyId, bookingId: row.bookingId });
  if (!context || context.openCaseId) return null;
  const below = context.company.recoveryBelow;
  if (isUnhappy(valuesOf(row) ?? noValues, below) || !isUnhappy({ ...noValues, ...scores }, below))
    return null;
  const { companyId, bookingId, customerId } = row;
  const summary = `${context.customer.name} on ${context.booking.eventName}: corrected to ${scores.rating ?? 'no'} of 5`;
  return openCase(
    tx,
    { companyId, bookingId, customerId, feedbackId: row.id, reason: 'low_rating', summary },
    now,
  );
}

/** Stores what the office was told by phone, e-mail or in person. One feedback a booking, as everywhere. */
export const recordHeard = command({
  name: 'record heard feedback',
  permission: 'feedback.record',
  input: heardInput,
  output: z.object({ feedbackId: z.string(), reference: z.string().nullable() }),

  write: (tx, { bookingId, source, ...given }, actor, at) =>
    escalate(actor, tx, async () => {
      const ref = { companyId: actor.companyId, bookingId };
      const context = await contextOf(tx, ref, at);
      if (context.feedback)
        throw new Refusal('conflict', 'This booking has feedback already. Open it and correct it instead.');
      const values = {
        ...noValues,
        ...given,
        sentiment: given.rating === null ? null : sentimentOfScore(given.rating),
      };
      const saved = await saveAnswers(tx, context, {
        plan: {
          values,
          recoveryReason: reasonOfScores(values, context.company.recoveryBelow),
          state: 'answered',
          stage: 'done',
        },
        opinions: [],
        said: given.comments,
        source,
        now: at,
      });
      return { feedbackId: saved.feedbackId ?? '', reference: saved.case?.reference ?? null, saved };
    }),
  after: ({ saved }, { companyId }, { bookingId }) => announceSaved(companyId, bookingId, saved),
});

/** Tells others after the commit what stored answers brought. */
async function announceSaved(companyId: string, bookingId: string, saved: Saved): Promise<void> {
  await announce(
    eventsOfAnswers(companyId, {
      given: saved.created && saved.feedbackId ? { feedbackId: saved.feedbackId, bookingId } : undefined,
      caseId: saved.case?.opened || saved.case?.hastened ? saved.case.caseId : undefined,
      hastened: saved.case?.hastened,
      held: saved.held ?? undefined,
    }),
  );
}

async function contextOf(tx: Tx, { companyId, bookingId }: BookingRef, now: Date): Promise<AnswerContext> {
  const [booking] = await tx
    .select({ status: bookings.status, startsAt: bookings.startsAt })
    .from(bookings)
    .where(and(eq(bookings.companyId, companyId), eq(bookings.id, bookingId)));
  if (!booking) throw notFound('booking');
  mustAllow(mayGiveFeedback(booking, now));
  const context = await loadAnswerContext(tx, { companyId, bookingId });
  if (!context) throw notFound('booking');
  return context;
}

/** One answer of a client who is signed in, about a booking of their own. */
export const answerInPortal = command({
  name: 'answer in portal',
  permission: 'portal.feedback',
  input: portalAnswerInput,
  // A question is answered once by itself, so a repeat needs no key.
  run: async (actor, { bookingId, answer }, { at }) => {
    const { view, saved } = await actAs(actor, async (tx) => {
      await ownBooking(tx, bookingId);
      return escalate(actor, tx, async () => {
        const ref = { companyId: actor.companyId, bookingId };
        const context = await contextOf(tx, ref, at);
        return takePageAnswer(tx, context, { answer, source: 'portal', now: at });
      });
    });
    await announceSaved(actor.companyId, bookingId, saved);
    return view;
  },
});

/** Row Level Security shows a client their own bookings only. */
async function ownBooking(tx: Tx, bookingId: string): Promise<void> {
  const [own] = await tx.select({ id: bookings.id }).from(bookings).where(eq(bookings.id, bookingId));
  if (!own) throw notFound('booking');
}

/**
 * What the page of a signed link shows; undefined for a link that isn't ours, was withdrawn or has expired.
 * Writes nothing and waits for nobody: previews and scanners open links too.
 */
export async function readLinkView(token: string, now: Date): Promise<PageView | undefined> {
  const ref = readLinkToken(token);
  if (!ref) return undefined;
  return tellPage(await readAs(byLink(ref), (tx) => askByLink(tx, token, now)), now)?.view;
}

/** One answer on the page of a signed link. Throws Refusal when the link doesn't hold. */
export async function answerByLink(
  { token, answer }: { token: string; answer: PageAnswer },
  now: Date,
): Promise<PageView> {
  const done = await withLink(token, now, async (tx, context) => ({
    ...(await takePageAnswer(tx, context, { answer, source: 'web', now })),
    ref: { companyId: context.companyId, bookingId: context.booking.id },
  }));
  if (!done) throw notFound('link');
  await announceSaved(done.ref.companyId, done.ref.bookingId, done.saved);
  return done.view;
}

/** Ends all messages to the customer of a signed link, on every channel. False where the link doesn't hold. */
export async function stopByLink(token: string, now: Date): Promise<boolean> {
  const left = await withLink(token, now, async (tx, { companyId, customer }) => {
    const given = { companyId, customerId: customer.id };
    await withdrawConsent(tx, { ...given, source: 'portal', reason: 'By the link in a message' });
    await closeRequests(tx, given, now);
    return given;
  });
  if (left) await announce(consentWithdrawnEvent.create(left));
  return left !== undefined;
}

async function withLink<T>(
  token: string,
  now: Date,
  work: (tx: Tx, context: AnswerContext) => Promise<T>,
): Promise<T | undefined> {
  const ref = readLinkToken(token);
  if (!ref) return undefined;
  return actAs(byLink(ref), async (tx) => {
    const bookingId = await bookingOfLink(tx, token, now);
    const context = bookingId && (await loadAnswerContext(tx, { companyId: ref.companyId, bookingId }));
    return context ? work(tx, context) : undefined;
  });
}

const byLink = ({ companyId }: { companyId: string }) =>
  ({ role: 'system', companyId, name: 'feedback-link' }) as const;

async function bookingOfLink(tx: Tx, token: string, now: Date): Promise<string | undefined> {
  const [row] = await tx
    .select({ bookingId: feedbackRequests.bookingId })
    .from(feedbackRequests)
    .where(
      and(
        eq(feedbackRequests.linkHash, hashLink(token)),
        sql`${feedbackRequests.createdAt} > ${now.toISOString()}::timestamptz - make_interval(days => ${linkDays})`,
      ),
    );
  return row?.bookingId;
}
