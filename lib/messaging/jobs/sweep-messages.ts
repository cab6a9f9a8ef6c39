import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { now } from '@/lib/platform/clock';
import { forgetOldIntents } from '@/lib/platform/intents';
import { queuedEvents, senderResumedEvent, sweepOfCompanyEvent, sweepRequestedEvent } from '../events';
import { fetchMissedInbound } from '../inbound/fetch-inbound';
import type { Tap } from '../inbound/taps';
import { accountOfCompany, checkSilent } from '../outbox/check-silent';
import { findSilent, findStuck } from '../outbox/find-work';
import { refreshApprovals } from '../templates/refresh-approvals';
import { completeTemplates } from '../templates/register-templates';

/** Events of one `sendEvent`, and rows that one step looks at. */
const batch = 30;
/** Pages of one run; the next watch goes on where the state says. */
const mostPages = 40;

/** Every 6 hours and on demand: the messages of all companies, by state, however long we were away. */
export const sweepMessages = inngest.createFunction(
  { id: 'sweep-messages', triggers: [cron('TZ=UTC 20 */6 * * *'), sweepRequestedEvent], retries: 4 },
  async ({ step, runId }) => {
    const companies = await step.run('list companies', () => listCompanies('sweep-messages'));
    const events = companies.map((companyId) =>
      sweepOfCompanyEvent.create({ companyId, deep: true }, { id: `sweep-${companyId}-${runId}` }),
    );
    for (const [at, part] of batches(events).entries()) await step.sendEvent(`companies ${at}`, part);
    return { companies: companies.length };
  },
);

/** Every few minutes: what should have left the outbox, and what Twilio fell silent about. */
export const watchMessages = inngest.createFunction(
  { id: 'watch-messages', triggers: [cron('TZ=UTC */5 * * * *')], retries: 2 },
  async ({ step, runId }) => {
    const busy = await step.run('find companies with work', findBusy);
    const events = busy.map((companyId) =>
      sweepOfCompanyEvent.create({ companyId, deep: false }, { id: `watch-${companyId}-${runId}` }),
    );
    for (const [at, part] of batches(events).entries()) await step.sendEvent(`companies ${at}`, part);
    return { companies: busy.length };
  },
);

/**
 * Every 10 minutes: what customers wrote and no webhook told us of. Twilio gives a webhook up after a few tries, and
 * within the hour the customer's answer is wanted, not within the six of the long sweep.
 */
export const watchInbound = inngest.createFunction(
  { id: 'watch-inbound', triggers: [cron('TZ=UTC 3-59/10 * * * *')], retries: 2 },
  async ({ step, runId }) => {
    const companies = await step.run('list companies', () => listCompanies('sweep-messages'));
    const events = companies.map((companyId) =>
      sweepOfCompanyEvent.create({ companyId, deep: true }, { id: `inbound-${companyId}-${runId}` }),
    );
    for (const [at, part] of batches(events).entries()) await step.sendEvent(`companies ${at}`, part);
    return { companies: companies.length };
  },
);

async function findBusy(): Promise<string[]> {
  const busy: string[] = [];
  for (const companyId of await listCompanies('sweep-messages')) {
    const search = { companyId, after: null, limit: 1, now: now() };
    const stuck = await findStuck(search);
    if (stuck.rows.length > 0 || (await findSilent(search)).rows.length > 0) busy.push(companyId);
  }
  return busy;
}

type StuckPage = Awaited<ReturnType<typeof findStuck>>;

/** One company: outbox, lost callbacks and, in the long sweep, messages of customers that never reached us. */
export const sweepCompanyMessages = (taps: readonly Tap[]) =>
  inngest.createFunction(
    {
      id: 'sweep-company-messages',
      triggers: [sweepOfCompanyEvent],
      retries: 4,
      concurrency: { limit: 1, key: 'event.data.companyId' },
    },
    async ({ event, step, runId }) => {
      const { companyId, deep } = event.data;
      let cursor: string | null = null;
      let sent = 0;
      for (let at = 0; at < mostPages; at += 1) {
        const after: string | null = cursor;
        const page: StuckPage = await step.run(`outbox ${at}`, () =>
          findStuck({ companyId, after, limit: batch, now: now() }),
        );
        sent += page.rows.length;
        if (page.rows.length > 0) {
          await step.sendEvent(
            `send ${at}`,
            queuedEvents(
              page.rows.map(({ id, senderId }) => ({ companyId, messageId: id, senderId })),
              runId,
            ),
          );
        }
        cursor = page.next;
        if (cursor === null) break;
      }
      const asked = await step.run('lost callbacks', () => checkAllSilent(companyId));
      if (deep) await step.run('forget old intents', () => forgetOldIntents(companyId));
      const inbound = deep ? await step.run('missed messages', () => fetchMissedInbound(companyId, taps)) : 0;
      return { sent, asked, inbound };
    },
  );

async function checkAllSilent(companyId: string): Promise<number> {
  let after: string | null = null;
  let asked = 0;
  for (let at = 0; at < mostPages; at += 1) {
    const page = await findSilent({ companyId, after, limit: batch, now: now() });
    if (page.rows.length > 0) asked += await checkSilent(companyId, page.rows, now());
    after = page.next;
    if (after === null) break;
  }
  return asked;
}

/** A resumed sender’s messages go out at once, not with the next watch. */
export const releaseSender = inngest.createFunction(
  { id: 'release-sender', triggers: [senderResumedEvent], retries: 4 },
  async ({ event, step, runId }) => {
    const { companyId } = event.data;
    await step.sendEvent('send what waits', [
      sweepOfCompanyEvent.create({ companyId, deep: false }, { id: `resumed-${companyId}-${runId}` }),
    ]);
  },
);

/** What WhatsApp thinks of the templates: drift, pauses and rejections are noticed before a message fails. */
export const watchTemplates = inngest.createFunction(
  { id: 'watch-templates', triggers: [cron('TZ=UTC 40 */3 * * *')], retries: 2 },
  async ({ step }) => {
    const companies = await step.run('list companies', () => listCompanies('sweep-messages'));
    for (const companyId of companies) {
      await step.run(`templates of ${companyId}`, async () => {
        const account = await accountOfCompany(companyId);
        if (!account) return 0;
        await completeTemplates(companyId, account, now());
        return refreshApprovals(companyId, account, now());
      });
    }
  },
);

function batches<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / batch) }, (_none, at) =>
    all.slice(at * batch, (at + 1) * batch),
  );
}
