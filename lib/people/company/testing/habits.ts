import { makeCustomer } from '@/db/factories/booking';
import { actAs } from '@/db/session';
import { proposeRemedy } from '@/lib/cases/offer-remedy';
import { remedyInput } from '@/lib/cases/schema';
import { findFollowUps } from '@/lib/feedback/asking/find-work';
import { loadFacts } from '@/lib/feedback/asking/load-facts';
import { answerByLink } from '@/lib/feedback/mutations';
import { dueAt } from '@/lib/feedback/rules';
import { ask, makeCompleted, requestOf, tokenOf } from '@/lib/feedback/testing/conversation-world';
import { later } from '@/lib/feedback/testing/time';
import { approveTemplates } from '@/lib/messaging/testing/provider';
import { badEvent, eventOf, minuteOfDay, neverQuiet, provider, unasked, worldOf } from './acts';
import type { Column, Setting } from './forms';

/** How customers are asked and cared for. */
export const habits: Partial<Record<Column, Setting>> = {
  feedbackDelay: {
    ...{ form: 'habits', says: 'After an event is marked as completed; 0 at once', to: 90 },
    does: async (o) => {
      const id = await eventOf(o);
      const [known] = await actAs(o.system, (tx) => loadFacts(tx, o.id, [id]));
      const completed = known?.facts.booking.completedAt?.getTime() ?? 0;
      return known && Math.round((dueAt(known.facts).getTime() - completed) / 60_000);
    },
    ...{ was: 0, is: 90 },
  },
  reminderAfter: {
    ...{ form: 'habits', says: 'Once, where nobody answered by then.', to: 2 },
    does: async (o) => {
      const company = worldOf(o);
      const id = await eventOf(o);
      await approveTemplates(provider(), o.id);
      await ask(company, id);
      const request = await requestOf(company, id);
      const search = { companyId: o.id, after: null, limit: 10, now: later(3) };
      return (await findFollowUps(search)).ids.includes(request.id);
    },
    ...{ was: false, is: true },
  },
  quietFrom: {
    ...{ form: 'habits', says: 'From then on nothing goes out that wasn’t asked for; it waits.' },
    ...{ to: minuteOfDay(-60), with: neverQuiet(60), does: unasked },
    ...{ was: 'accepted', is: 'quiet_hours' },
  },
  quietUntil: {
    ...{ form: 'habits', says: 'The same time twice is never quiet.', to: minuteOfDay(60) },
    ...{ with: neverQuiet(-60), does: unasked, was: 'accepted', is: 'quiet_hours' },
  },
  contactCap: {
    ...{ form: 'habits', says: 'To one customer, of those they didn’t ask for.', to: 1, does: unasked },
    ...{ was: 'accepted', is: 'contact_cap' },
  },
  recoveryBelow: {
    ...{ form: 'habits', says: 'A rating below it opens a case, and somebody is told.', to: 3 },
    ...{ does: async (o) => (await badEvent(o, 3)) !== undefined, was: true, is: false },
  },
  caseClock: {
    ...{ form: 'habits', says: 'Who hasn’t answered by then: managers are told.', to: 30 },
    ...{ does: async (o) => (await badEvent(o))?.minutes, was: 240, is: 30 },
  },
  remedyLimit: {
    ...{ form: 'habits', says: 'To put an event right without asking a manager.', to: 10_000 },
    does: async (o) => {
      const caseId = (await badEvent(o))?.id;
      const wish = { caseId, amount: 20_000, remedy: 'refund', note: 'Cold soup' };
      return (await proposeRemedy(o.staff, remedyInput.parse(wish))).waits;
    },
    ...{ was: false, is: true },
  },
  thankYouDiscount: {
    ...{ form: 'habits', says: 'Offered on the next event to who was happy. 0 for none.', to: 500 },
    does: async (o) => {
      const customer = await makeCustomer(o.id);
      const company = { company: o, customer: { ...customer, name: 'Ama', phone: customer.phone ?? null } };
      const id = await makeCompleted(company);
      await approveTemplates(provider(), o.id);
      await ask(company, id);
      const token = await tokenOf(company, id);
      const say = (answer: Parameters<typeof answerByLink>[0]['answer']) =>
        answerByLink({ token, answer }, new Date());
      await say({ stage: 'rating', value: 5 });
      for (const stage of ['food', 'service', 'presentation', 'timeliness'] as const)
        await say({ stage, value: 5 });
      await say({ stage: 'recommend', value: true });
      return (await say({ stage: 'comment', value: 'Thank you' })).voucher?.rate;
    },
    ...{ was: 1000, is: 500 },
  },
};
