import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestStates } from '@/db/enums';
import {
  type AskFacts,
  decideAsk,
  decideFollowUp,
  dueAt,
  type FollowUpFacts,
  mayGiveFeedback,
  reasonWords,
  type SentMessage,
} from './rules';

const at = (text: string) => new Date(`2026-06-${text}Z`);
const now = at('10T12:00');

const facts: AskFacts = {
  booking: { status: 'completed', endsAt: at('09T18:00'), completedAt: at('10T09:00') },
  request: { state: 'due', askedAt: null },
  customer: { phone: '+233241234567', whatsappId: null, email: null, anonymisedAt: null },
  consent: 'granted',
  laterPart: false,
  hasFeedback: false,
  delay: 0,
};

describe('whether to ask', () => {
  test('a completed event of an opted-in customer is asked about now', () => {
    expect(decideAsk(facts, now)).toEqual({ ask: 'now' });
  });

  test.each<[string, Partial<AskFacts>]>([
    ['no_consent', { consent: 'none' }],
    ['opted_out', { consent: 'withdrawn' }],
    ['unreachable', { customer: { phone: null, whatsappId: null, email: null, anonymisedAt: null } }],
    [
      'anonymised',
      { customer: { phone: '+233241234567', whatsappId: null, email: null, anonymisedAt: now } },
    ],
    ['already_answered', { hasFeedback: true }],
    ['later_part', { laterPart: true }],
    ['not_completed', { booking: { ...facts.booking, status: 'in_progress' } }],
    ['cancelled', { booking: { ...facts.booking, status: 'cancelled' } }],
  ])('not with %s', (reason, change) => {
    expect(decideAsk({ ...facts, ...change }, now)).toMatchObject({ ask: 'no', reason });
    expect(reasonWords(reason)).toMatch(/\.$/);
  });

  test('someone without a phone is reached by their WhatsApp id', () => {
    const customer = { phone: null, whatsappId: 'GH.1234', email: null, anonymisedAt: null };
    expect(decideAsk({ ...facts, customer }, now)).toEqual({ ask: 'now' });
  });

  test('the delay counts from the completion', () => {
    expect(decideAsk({ ...facts, delay: 240 }, now)).toEqual({ ask: 'later', at: at('10T13:00') });
    expect(decideAsk({ ...facts, delay: 180 }, now)).toEqual({ ask: 'now' });
  });

  test('nobody is asked before the event’s scheduled end and the delay after it, whenever it was completed', () => {
    const booking = { status: 'completed', endsAt: at('11T10:00'), completedAt: at('10T09:00') };
    expect(dueAt({ booking, delay: 0 })).toEqual(at('11T10:00'));
    expect(dueAt({ booking, delay: 120 })).toEqual(at('11T12:00'));
    expect(decideAsk({ ...facts, booking, delay: 120 }, at('11T11:59'))).toMatchObject({ ask: 'later' });
    const late = { ...booking, completedAt: at('12T08:00') };
    expect(decideAsk({ ...facts, booking: late, delay: 0 }, at('12T08:00'))).toEqual({ ask: 'now' });
  });

  test('nothing asks twice, whatever else is so', () => {
    const anything = fc.record({
      state: fc.constantFrom(...requestStates),
      consent: fc.constantFrom('granted', 'withdrawn', 'none'),
      laterPart: fc.boolean(),
      hasFeedback: fc.boolean(),
    });
    fc.assert(
      fc.property(anything, ({ state, consent, hasFeedback }) => {
        const request = { state, askedAt: at('10T10:00') };
        expect(decideAsk({ ...facts, request, consent, hasFeedback }, now)).toEqual({ ask: 'done' });
      }),
    );
  });
});

const sent: SentMessage = { status: 'delivered', notSentReason: null, errorCode: null, channel: 'whatsapp' };
const waiting: FollowUpFacts = {
  request: { state: 'asked', askedAt: at('09T12:00'), remindedAt: null },
  message: sent,
  tried: ['whatsapp'],
  customer: { phone: '+233241234567', email: 'ama@example.com' },
  bookingStatus: 'completed',
  consent: 'granted',
  hasFeedback: false,
  hasUnread: false,
  lastAnswerAt: null,
  reminderAfter: 24,
};

describe('following up', () => {
  test('reminds on the minute, not before', () => {
    expect(decideFollowUp(waiting, at('10T11:59'))).toEqual({ do: 'wait' });
    expect(decideFollowUp(waiting, at('10T12:00'))).toEqual({ do: 'remind' });
  });

  test('a second time it expires instead of reminding again', () => {
    const request = { state: 'reminded' as const, askedAt: at('08T12:00'), remindedAt: at('09T12:00') };
    expect(decideFollowUp({ ...waiting, request }, now)).toEqual({ do: 'expire' });
  });

  test('an unread message holds everything back', () => {
    expect(decideFollowUp({ ...waiting, hasUnread: true }, now)).toEqual({ do: 'wait' });
  });

  test.each([
    [{ consent: 'withdrawn' as const }, 'suppressed', 'opted_out'],
    [{ bookingStatus: 'cancelled' }, 'cancelled', 'cancelled'],
    [{ hasFeedback: true }, 'answered', 'already_answered'],
    [{ message: { ...sent, status: 'not_sent', notSentReason: 'contact_cap' } }, 'suppressed', 'contact_cap'],
    [{ message: { ...sent, status: 'undelivered', errorCode: 63033 } }, 'failed', 'failed'],
  ])('%j closes it as %s: %s', (change, state, reason) => {
    expect(decideFollowUp({ ...waiting, ...change }, now)).toEqual({ do: 'close', state, reason });
  });

  test('nobody is reminded of what still waits in the outbox', () => {
    for (const status of ['waiting', 'sending', 'unknown'])
      expect(decideFollowUp({ ...waiting, message: { ...sent, status } }, at('11T12:00'))).toEqual({
        do: 'wait',
      });
  });

  test('a conversation is finished after half an hour of silence', () => {
    const request = { ...waiting.request, state: 'answering' as const };
    const answering = { ...waiting, request, hasFeedback: true, lastAnswerAt: at('10T11:31') };
    expect(decideFollowUp(answering, now)).toEqual({ do: 'wait' });
    expect(decideFollowUp({ ...answering, lastAnswerAt: at('10T11:30') }, now)).toEqual({ do: 'finish' });
  });

  test('what has ended stays as it is', () => {
    const ended = fc.constantFrom('answered', 'expired', 'suppressed', 'failed', 'cancelled') as fc.Arbitrary<
      FollowUpFacts['request']['state']
    >;
    fc.assert(
      fc.property(ended, (state) => {
        expect(decideFollowUp({ ...waiting, request: { ...waiting.request, state } }, now)).toEqual({
          do: 'wait',
        });
      }),
    );
  });
});

test('feedback is for completed events that have begun', () => {
  const booking = { status: 'completed', startsAt: at('10T12:00') };
  expect(mayGiveFeedback(booking, now).ok).toBe(true);
  expect(mayGiveFeedback(booking, at('10T11:59')).ok).toBe(false);
  expect(mayGiveFeedback({ ...booking, status: 'in_progress' }, now).ok).toBe(false);
});
