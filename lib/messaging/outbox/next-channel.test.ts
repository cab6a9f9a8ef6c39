import { describe, expect, test } from 'vitest';
import { type EndedMessage, nextChannel } from './next-channel';

const sent: EndedMessage = { status: 'delivered', notSentReason: null, errorCode: null };

describe('another channel', () => {
  const failed = (errorCode: number | null): EndedMessage => ({ ...sent, status: 'undelivered', errorCode });
  const reachable = { phone: '+233241234567', email: 'ama@example.com' };

  test.each([
    ['not on WhatsApp', failed(63024), 'sms'],
    ['an invalid number', failed(21211), 'sms'],
    ['held back by Meta for days', failed(63049), 'sms'],
    ['a code that nobody knows', failed(99999), 'sms'],
    ['opted out at the provider', failed(21610), undefined],
    ['blocked by the customer', failed(63033), undefined],
    ['blocked by their carrier', failed(30004), undefined],
    ['a content fault, which is ours', failed(63013), undefined],
    ['a stopped template', failed(63041), undefined],
    ['the contact cap', { ...sent, status: 'not_sent', notSentReason: 'contact_cap' }, undefined],
    ['an opt-out', { ...sent, status: 'not_sent', notSentReason: 'opted_out' }, undefined],
  ])('after %s', (_why, message, channel) => {
    expect(nextChannel({ message, tried: ['whatsapp'], customer: reachable })).toBe(channel);
  });

  test('each is tried once, SMS before e-mail, none without an address', () => {
    const noSms: EndedMessage = {
      ...sent,
      status: 'not_sent',
      notSentReason: 'no_sms_sender',
    };
    expect(nextChannel({ message: noSms, tried: ['whatsapp', 'sms'], customer: reachable })).toBe('email');
    const all = ['whatsapp', 'sms', 'email'] as const;
    expect(nextChannel({ message: failed(2), tried: all, customer: reachable })).toBeUndefined();
    const noPhone = { phone: null, email: 'ama@example.com' };
    const message: EndedMessage = { ...sent, status: 'not_sent', notSentReason: 'no_address' };
    expect(nextChannel({ message, tried: ['whatsapp'], customer: noPhone })).toBe('email');
    const nothing = { phone: null, email: null };
    expect(nextChannel({ message, tried: ['whatsapp'], customer: nothing })).toBeUndefined();
  });

  test('a reason that the sender of the kind names leads on too', () => {
    const message: EndedMessage = { ...sent, status: 'not_sent', notSentReason: 'session_closed' };
    const facts = { message, tried: ['whatsapp'] as const, customer: reachable };
    expect(nextChannel(facts)).toBeUndefined();
    expect(nextChannel({ ...facts, otherWay: ['session_closed'] })).toBe('sms');
  });
});
