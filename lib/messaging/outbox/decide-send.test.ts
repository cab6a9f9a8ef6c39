import { describe, expect, test } from 'vitest';
import { bookingKinds } from '@/lib/bookings/message-kinds';
import { feedbackKinds } from '@/lib/feedback/message-kinds';
import { messagingKinds } from '../kinds';
import { decideSend, type SendFacts } from './rules';

const kinds = { ...messagingKinds, ...bookingKinds, ...feedbackKinds };
/** What a warning is allowed. */
const warning = { atOnce: true, openSessionIsEnough: true } as const;

const now = new Date('2026-06-10T12:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const approved = { approval: 'approved', active: true, hasContent: true } as const;

const facts: SendFacts = {
  channel: 'whatsapp',
  kind: kinds.feedback_request,
  form: 'template',
  asked: false,
  createdAt: hoursAgo(0),
  hasAddress: true,
  anonymised: false,
  consent: 'granted',
  sender: { pausedAt: null, pausedUntil: null, smsAddress: '+233300000001' },
  mailReady: true,
  lastInboundAt: null,
  template: approved,
  emptyVariable: false,
  quiet: { from: 21 * 60, until: 8 * 60, timeZone: 'Africa/Accra' },
  unaskedInWeek: 0,
  contactCap: 6,
  paperHolds: false,
  codeHolds: true,
  booking: {
    status: 'completed',
    startsAt: hoursAgo(30),
    endsAt: hoursAgo(26),
    timeZone: 'Africa/Accra',
    isTheirs: true,
    guaranteed: false,
    hasQuote: false,
    isDue: false,
    hasFeedback: false,
    toldStart: null,
    saidBefore: false,
  },
};

describe('what is not sent says why', () => {
  test.each<[string, Partial<SendFacts>]>([
    ['anonymised', { anonymised: true }],
    ['no_address', { hasAddress: false }],
    ['not_due', { kind: kinds.payment_reminder }],
    ['paper_void', { kind: kinds.paper_sent }],
    ['opted_out', { consent: 'withdrawn' }],
    ['opted_out', { consent: 'withdrawn', asked: true }],
    ['opted_out', { consent: 'withdrawn', channel: 'sms', form: 'text' }],
    ['no_opt_in', { consent: 'none' }],
    ['no_opt_in', { consent: 'none', kind: warning, form: 'either' }],
    ['no_opt_in', { consent: 'none', kind: warning, form: 'either', lastInboundAt: hoursAgo(24) }],
    ['no_opt_in', { consent: 'none', lastInboundAt: hoursAgo(1) }],
    ['opted_out', { consent: 'withdrawn', kind: warning, form: 'either', lastInboundAt: hoursAgo(1) }],
    ['no_sender', { sender: undefined }],
    ['no_sender', { sender: undefined, channel: 'sms', form: 'text' }],
    ['no_sms_sender', { channel: 'sms', sender: { pausedAt: null, pausedUntil: null, smsAddress: null } }],
    ['no_mail_server', { channel: 'email', mailReady: false }],
    ['contact_cap', { unaskedInWeek: 6 }],
    ['contact_cap', { unaskedInWeek: 6, channel: 'email' }],
    ['session_closed', { form: 'text', lastInboundAt: hoursAgo(24) }],
    ['no_template', { template: undefined }],
    ['template_not_approved', { template: { ...approved, approval: 'paused' } }],
    ['empty_variable', { emptyVariable: true }],
    ['booking_cancelled', { booking: facts.booking && { ...facts.booking, status: 'cancelled' } }],
    ['event_over', { kind: kinds.booking_confirmation }],
  ])('%s', (reason, change) => {
    expect(decideSend({ ...facts, ...change }, now)).toEqual({ do: 'not_send', reason });
  });
});

describe('what is sent', () => {
  test.each<[string, Partial<SendFacts>, 'text' | 'template']>([
    ['a template outside the 24 hours', {}, 'template'],
    ['text within them', { form: 'either', lastInboundAt: hoursAgo(23) }, 'text'],
    ['the template instead of text after them', { form: 'either', lastInboundAt: hoursAgo(25) }, 'template'],
    ['SMS at any time, without a template', { channel: 'sms', form: 'text', template: undefined }, 'text'],
    ['a mail without a sender', { channel: 'email', form: 'text', sender: undefined }, 'text'],
    ['an answer to whoever wrote without an opt-in', { asked: true, consent: 'none' }, 'template'],
    [
      'a warning within the 24 hours, without an opt-in',
      { kind: warning, form: 'either', consent: 'none', lastInboundAt: hoursAgo(23) },
      'text',
    ],
    ['a warning after them to whoever agreed', { kind: warning, form: 'either' }, 'template'],
    [
      'the confirmation of STOP',
      { kind: kinds.opt_out_confirmation, asked: true, consent: 'withdrawn' },
      'template',
    ],
  ])('%s', (_what, change, as) => {
    expect(decideSend({ ...facts, ...change }, now)).toEqual({ do: 'send', as });
  });

  test('on every channel unasked messages wait for the end of the night where the customer lives', () => {
    for (const channel of ['whatsapp', 'sms', 'email'] as const) {
      const form = channel === 'whatsapp' ? 'template' : 'text';
      const quiet = { ...facts.quiet, timeZone: 'Asia/Tokyo' };
      const decision = decideSend({ ...facts, channel, form, quiet }, now);
      expect(decision).toEqual({ do: 'hold', reason: 'quiet_hours', until: new Date('2026-06-10T23:00Z') });
      expect(decideSend({ ...facts, channel, form, quiet, asked: true }, now)).toMatchObject({ do: 'send' });
      const atOnce: SendFacts = { ...facts, channel, form, quiet, kind: warning, unaskedInWeek: 6 };
      expect(decideSend(atOnce, now)).toMatchObject({ do: 'send' });
    }
  });

  test('a paused account holds WhatsApp and SMS back, and mail not', () => {
    const sender = { pausedAt: hoursAgo(1), pausedUntil: null, smsAddress: '+233300000001' };
    const on = (channel: SendFacts['channel']) =>
      decideSend({ ...facts, channel, form: 'text', sender }, now).do;
    expect([on('whatsapp'), on('sms'), on('email')]).toEqual(['hold', 'hold', 'send']);
  });
});
