import 'server-only';
import { and, eq } from 'drizzle-orm';
import { cron } from 'inngest';
import { messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { bookingCompletedEvent } from '@/lib/bookings/events';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { sleepUntilDue } from '@/lib/inngest/sleep-until-due';
import {
  announce,
  consentWithdrawnEvent,
  messageReceivedEvent,
  messageSettledEvent,
  queuedEvent,
  queuedEvents,
} from '@/lib/messaging/events';
import { now } from '@/lib/platform/clock';
import { messageUnread } from './alert-kinds';
import { findHeld, openHeldCase } from './answers/open-held-case';
import { askForFeedback, toAnnounce } from './asking/ask-for-feedback';
import { findDue, findFollowUps, findUnasked, findUnread, findUntold, type Page } from './asking/find-work';
import { followUp } from './asking/follow-up';
import { stopAsking } from './asking/save-requests';
import { settleRequest } from './asking/settle-request';
import { type Interpretation, interpretReply } from './conversation/interpret-reply';
import {
  caseHeldEvent,
  eventsOfAnswers,
  followUpDueEvent,
  heldEvent,
  type RequestRef,
  requestsDueEvent,
  sweepContinuedEvent,
  sweepRequestedEvent,
} from './events';

/** Times that what is due may move before the watch takes over. */
const mostTurns = 5;
/** Events of one `sendEvent`. */
const batchSize = 30;
/** Rows that one step looks up, and steps after which a run hands over to the next. */
const pageSize = 300;
const mostPages = 10;

/**
 * Asks the customer of a completed booking. No step of its own: the outbox row is the once-only guard, so the
 * whole run is one call, and a second run finds the work done. After a delay it comes back.
 */
export const requestFeedback = inngest.createFunction(
  { id: 'request-feedback', triggers: [bookingCompletedEvent], retries: 8 },
  async ({ event, step }) => {
    const { companyId, bookingId } = event.data;
    const batch = { companyId, bookingIds: [bookingId] };
    let asked = await askForFeedback(batch, now());
    // What is due by then is read anew: the company's delay or the event's end may have moved meanwhile.
    for (let turn = 0; asked[0]?.asked === 'later' && turn < mostTurns; turn += 1) {
      await sleepUntilDue(step, `until it is due, turn ${turn}`, asked[0].at);
      asked = await askForFeedback(batch, now());
    }
    await announce(toAnnounce(companyId, asked).map((message) => queuedEvent(message)));
    return { asked: asked[0]?.asked };
  },
);

/** Asks the customers of one batch of a sweep. What could not be asked is tried again with the batch. */
export const requestFeedbackBatch = inngest.createFunction(
  { id: 'request-feedback-batch', triggers: [requestsDueEvent], retries: 8 },
  async ({ event }) => {
    const queued = toAnnounce(event.data.companyId, await askForFeedback(event.data, now()));
    await announce(queuedEvents(queued));
    return { asked: queued.length };
  },
);

/** Reads what a customer wrote and answers it. */
export const interpretReplyJob = inngest.createFunction(
  {
    id: 'interpret-reply',
    triggers: [messageReceivedEvent],
    retries: 8,
    onFailure: async ({ event }) => {
      await reportUnread(event.data.event.data);
    },
  },
  async ({ event }) => {
    const result = await interpretReply(event.data, now());
    await announce(eventsOf(event.data.companyId, result));
    return { outcome: result.outcome };
  },
);

/** Tells people that a customer's message could not be interpreted; it stays unhandled for the sweep. */
async function reportUnread({
  companyId,
  messageId,
}: {
  companyId: string;
  messageId: string;
}): Promise<void> {
  await actAs({ role: 'system', companyId, name: 'interpret-reply' }, async (tx) => {
    const [row] = await tx
      .select({ conversationId: messages.conversationId, customerId: messages.customerId })
      .from(messages)
      .where(and(eq(messages.companyId, companyId), eq(messages.id, messageId)));
    const { conversationId = null, customerId = null } = row ?? {};
    await raiseAlert(tx, messageUnread, { companyId, about: { messageId, conversationId, customerId } });
  });
}

/** What others are told about an interpreted message. */
export function eventsOf(companyId: string, result: Interpretation) {
  return [
    ...result.queued.map((message) => queuedEvent(message)),
    ...eventsOfAnswers(companyId, result),
    ...(result.withdrawn ? [consentWithdrawnEvent.create({ companyId, customerId: result.withdrawn })] : []),
  ];
}

/** The reminder, the end without an answer, the thanks after a silence. */
export const followUpFeedback = inngest.createFunction(
  { id: 'follow-up-feedback', triggers: [followUpDueEvent], retries: 8 },
  async ({ event }) => {
    const { did, queued } = await followUp(event.data, now());
    await announce(queued.map((message) => queuedEvent(message)));
    return { did };
  },
);

/** Waits with a case for the minutes in which the customer may change their answer; a later tap makes it wait anew. */
export const openHeldCaseJob = inngest.createFunction(
  { id: 'open-held-case', triggers: [caseHeldEvent], retries: 8 },
  async ({ event, step }) => {
    let looked = await openHeldCase(event.data, now());
    for (let turn = 0; looked.held === 'until' && turn < mostTurns; turn += 1) {
      await sleepUntilDue(step, `until it opens, turn ${turn}`, looked.at);
      looked = await openHeldCase(event.data, now());
    }
    if (looked.held === 'opened')
      await announce(eventsOfAnswers(event.data.companyId, { caseId: looked.case.caseId }));
    return { held: looked.held };
  },
);

/** A request whose message was not sent or failed goes by another channel or keeps the reason. */
export const settleFeedbackRequest = inngest.createFunction(
  { id: 'settle-feedback-request', triggers: [messageSettledEvent], retries: 8 },
  async ({ event }) => {
    const settled = await settleRequest(event.data, now());
    if (settled) await announce(settled.queued.map((message) => queuedEvent(message)));
    return { did: settled?.did ?? 'nothing' };
  },
);

/** Whoever opted out by STOP or through the office is asked nothing more, and each request says why. */
export const stopAskingJob = inngest.createFunction(
  { id: 'stop-asking-for-feedback', triggers: [consentWithdrawnEvent], retries: 8 },
  async ({ event }) => ({ closed: await stopAsking(event.data, now()) }),
);

/** Every few minutes: what is due by now, of each company. The long sweep repairs whatever this leaves. */
export const watchFeedback = inngest.createFunction(
  { id: 'watch-feedback', triggers: [cron('TZ=UTC */10 * * * *')], retries: 2 },
  async ({ step, runId }) => {
    const found = await step.run('find what is due', findAllDue);
    const events = [
      ...found.due.map((ref, at) =>
        requestsDueEvent.create(ref, { id: `due-${ref.companyId}-${at}-${runId}` }),
      ),
      ...found.unread.map((ref) =>
        messageReceivedEvent.create(ref, { id: `received-${ref.messageId}-${runId}` }),
      ),
      ...found.held.map((ref) => heldEvent(ref, runId)),
      ...found.requests.map((ref) =>
        followUpDueEvent.create(ref, { id: `follow-up-${ref.requestId}-${runId}` }),
      ),
    ];
    for (const [at, batch] of batches(events).entries()) await step.sendEvent(`due ${at}`, batch);
    return { due: events.length };
  },
);

async function findAllDue() {
  const due: { companyId: string; bookingIds: string[] }[] = [];
  const requests: RequestRef[] = [];
  const held: RequestRef[] = [];
  const unread: { companyId: string; messageId: string }[] = [];
  for (const companyId of await listCompanies('sweep-feedback')) {
    const search = { companyId, after: null, limit: pageSize, now: now() };
    const [waited, untold] = await Promise.all([findDue(search), findUntold(search)]);
    for (const bookingIds of batches([...waited.ids, ...untold.ids])) due.push({ companyId, bookingIds });
    for (const messageId of (await findUnread(search)).ids) unread.push({ companyId, messageId });
    for (const requestId of (await findFollowUps(search)).ids) requests.push({ companyId, requestId });
    for (const requestId of await findHeld(search)) held.push({ companyId, requestId });
  }
  return { due, requests, unread, held };
}

/** Every 6 hours and on demand: all companies, by state, however long the automation was away. */
export const sweepFeedback = inngest.createFunction(
  { id: 'sweep-feedback', triggers: [cron('TZ=UTC 0 */6 * * *'), sweepRequestedEvent], retries: 4 },
  async ({ step, runId }) => {
    const companies = await step.run('list companies', () => listCompanies('sweep-feedback'));
    const events = companies.map((companyId) =>
      sweepContinuedEvent.create({ companyId, after: null }, { id: `sweep-${companyId}-${runId}` }),
    );
    for (const [at, batch] of batches(events).entries()) await step.sendEvent(`companies ${at}`, batch);
    return { companies: companies.length };
  },
);

/** One company's sweep: unread messages and open requests once, then the bookings nobody was asked about. */
export const sweepCompany = inngest.createFunction(
  { id: 'sweep-company-feedback', triggers: [sweepContinuedEvent], retries: 4 },
  async ({ event, step, runId }) => {
    const { companyId } = event.data;
    const walk = async (
      name: string,
      from: string | null,
      find: (search: Parameters<typeof findUnasked>[0]) => Promise<Page>,
      eventsOf: (
        ids: string[],
        part: string,
      ) => { name: string; data: Record<string, unknown>; id?: string }[],
    ): Promise<string | null> => {
      let after = from;
      for (let at = 0; at < mostPages; at++) {
        const cursor = after;
        const page = await step.run(`${name} ${at}`, () =>
          find({ companyId, after: cursor, limit: pageSize, now: now() }),
        );
        const events = batches(page.ids).flatMap((ids, part) => eventsOf(ids, `${at}-${part}`));
        for (const [part, some] of batches(events).entries())
          await step.sendEvent(`${name} ${at}, part ${part}`, some);
        if (page.next === null) return null;
        after = page.next;
      }
      return after;
    };
    if (event.data.after === null) {
      await walk('unread', null, findUnread, (ids) =>
        ids.map((messageId) =>
          messageReceivedEvent.create({ companyId, messageId }, { id: `received-${messageId}-${runId}` }),
        ),
      );
      await walk('follow up', null, findFollowUps, (ids) =>
        ids.map((requestId) =>
          followUpDueEvent.create({ companyId, requestId }, { id: `follow-up-${requestId}-${runId}` }),
        ),
      );
    }
    const after = await walk('unasked', event.data.after, findUnasked, (bookingIds, part) => [
      requestsDueEvent.create({ companyId, bookingIds }, { id: `due-${companyId}-${runId}-${part}` }),
    ]);
    if (after !== null)
      await step.sendEvent(
        'go on',
        sweepContinuedEvent.create({ companyId, after }, { id: `sweep-${companyId}-${runId}-on` }),
      );
    return { finished: after === null };
  },
);

function batches<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, at) =>
    all.slice(at * batchSize, (at + 1) * batchSize),
  );
}

export const feedbackJobs = [
  requestFeedback,
  requestFeedbackBatch,
  interpretReplyJob,
  followUpFeedback,
  openHeldCaseJob,
  settleFeedbackRequest,
  stopAskingJob,
  watchFeedback,
  sweepFeedback,
  sweepCompany,
];
