import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetEnv } from '@/lib/platform/env';
import { paystack } from './paystack';
import { readPaystackCharge, readPaystackEvent } from './paystack-reading';
import { judgeCharge, nextAsk } from './rules';
import {
  dispute,
  provider,
  refund,
  secretKey,
  signed,
  stubProvider,
  success,
  transaction,
} from './testing/provider-world';

const told = { reference: 'ct0123456789abcdef', amount: 5000 };
const order = { ...told, currency: 'GHS', email: 'ama@example.test', backTo: 'https://cater.example/pay/x' };
const text = JSON.stringify;

beforeEach(() => {
  vi.stubEnv('PAYSTACK_API_BASE', '');
  forgetEnv();
  stubProvider();
});

describe('a signature', () => {
  test('is of this body by this key, and of nothing else', () => {
    const body = text(success(told));
    expect(paystack.isSigned(secretKey, signed(body), body)).toBe(true);
    expect(paystack.isSigned(secretKey, signed(body), `${body} `)).toBe(false);
    expect(paystack.isSigned('sk_test_another_key_000000', signed(body), body)).toBe(false);
    for (const odd of ['', '00', 'zz', signed(body).slice(2), `${signed(body)}00`])
      expect(paystack.isSigned(secretKey, odd, body)).toBe(false);
  });
});

describe('what is told', () => {
  test('is the same news however often, and another where it says something else', () => {
    const event = success(told);
    const of = (one: object) => readPaystackEvent(text(one))?.identity;
    expect(of(event)).toBe(of(structuredClone(event)));
    const { data } = event;
    for (const changed of [{ amount: 1 }, { currency: 'NGN' }, { id: 1 }, { reference: 'other' }])
      expect(of({ ...event, data: { ...data, ...changed } })).not.toBe(of(event));
  });

  test('is kept without who paid', () => {
    const kept = text(
      readPaystackEvent(text(success(told, { authorization: { last4: '4081' }, ip_address: '1.2.3.4' })))
        ?.raw,
    );
    expect(kept).toContain(told.reference);
    expect(kept).not.toMatch(/ama@example|4081|1\.2\.3\.4/);
  });

  test('never puts what PostgreSQL can’t hold into a column', () => {
    const event = success(told);
    expect(readPaystackEvent(text({ ...event, event: 'charge.success\u0000' }))).toBeUndefined();
    for (const odd of [{ reference: 'a\u0000' }, { id: '\ud800' }])
      expect(readPaystackEvent(text({ ...event, data: { ...event.data, ...odd } }))).toMatchObject({
        reference: null,
        unreadable: true,
      });
  });

  test('that should be about money and can’t be read is for a person', () => {
    for (const changed of [
      { amount: '5000' },
      { amount: 50.5 },
      { amount: -1 },
      { reference: null },
      { currency: 1 },
    ])
      expect(readPaystackEvent(text(success(told, changed)))).toMatchObject({
        fact: undefined,
        unreadable: true,
      });
    expect(readPaystackEvent(text({ event: 'transfer.success', data: {} }))).toMatchObject({
      unreadable: false,
    });
    for (const none of ['', 'null', '[]', '{"event":1}', '{"event":"x"}', '{'])
      expect(readPaystackEvent(none)).toBeUndefined();
  });

  test('a dispute that was lost, and one that was won', () => {
    const status = (resolution?: string) => readPaystackEvent(text(dispute(told, { resolution })))?.fact;
    expect(status()).toMatchObject({ status: 'opened', disputeId: '7' });
    expect(status('merchant-accepted')).toMatchObject({ status: 'lost', amount: 5000 });
    expect(status('declined')).toMatchObject({ status: 'won' });
    expect(readPaystackEvent(text(refund(told)))).toMatchObject({
      identity: 'refund.processed:r-1',
      fact: { what: 'refund', amount: 5000 },
    });
  });

  test('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('charge.success', 'charge.dispute.create', 'refund.processed', 'x'),
        fc.jsonValue(),
        (event, data) => {
          readPaystackEvent(text({ event, data }));
          readPaystackCharge(data, told.reference);
        },
      ),
    );
  });
});

describe('asking', () => {
  test('for a page sends amount, currency and reference, and takes the provider’s own page only', async () => {
    expect(await paystack.start(secretKey, order)).toEqual({
      ok: true,
      address: `https://checkout.paystack.com/${told.reference}`,
    });
    expect(provider.asked[0]).toMatchObject({
      path: '/transaction/initialize',
      body: { amount: 5000, currency: 'GHS', reference: told.reference, callback_url: order.backTo },
    });
    for (const address of [
      'https://evil.test/pay',
      'http://checkout.paystack.com/x',
      'https://paystack.com.evil.test/',
      'javascript:1',
    ]) {
      provider.initialize = () => ({ status: 200, body: { data: { authorization_url: address } } });
      expect(await paystack.start(secretKey, order)).toMatchObject({ ok: false });
    }
  });

  test('tells a refusal from an outcome that nobody knows', async () => {
    provider.initialize = () => ({ status: 400, body: { message: 'Currency not supported' } });
    expect(await paystack.start(secretKey, order)).toEqual({
      ok: false,
      unknown: false,
      message: 'Currency not supported',
    });
    provider.initialize = () => ({ status: 502, body: {} });
    expect(await paystack.start(secretKey, order)).toMatchObject({ ok: false, unknown: true });
    provider.initialize = () => 'nothing';
    expect(await paystack.start(secretKey, order)).toMatchObject({ ok: false, unknown: true });
  });

  test('what became of it believes an answer about this reference only', async () => {
    expect(await paystack.ask(secretKey, told.reference)).toEqual({ ok: true, charge: undefined });
    provider.verify = () => ({ status: 200, body: { data: transaction(told) } });
    expect(await paystack.ask(secretKey, told.reference)).toMatchObject({
      charge: { status: 'success', amount: 5000, method: 'mobile_money' },
    });
    provider.verify = () => ({ status: 200, body: { data: transaction({ ...told, reference: 'another' }) } });
    expect(await paystack.ask(secretKey, told.reference)).toMatchObject({ ok: false });
    provider.verify = () => 'nothing';
    expect(await paystack.ask(secretKey, told.reference)).toMatchObject({ ok: false });
  });
});

describe('rules', () => {
  const now = new Date('2026-05-01T12:00:00Z');
  const checkout = {
    state: 'opened',
    amount: 5000,
    currency: 'GHS',
    providerId: null,
    paidAt: null,
    openedAt: now,
    disputeOver: null,
  } as const;

  test('nothing is paid but what was asked for', () => {
    const charge = fc.record({
      what: fc.constant('charge' as const),
      status: fc.constantFrom(
        'success' as const,
        'failed' as const,
        'abandoned' as const,
        'pending' as const,
      ),
      providerId: fc.option(fc.constant('1')),
      amount: fc.constantFrom(5000, 4999, 5001, 0),
      currency: fc.constantFrom('GHS', 'NGN', ''),
      method: fc.constant('card' as const),
      paidAt: fc.constant(null),
      failure: fc.constant(null),
    });
    fc.assert(
      fc.property(charge, fc.boolean(), (one, asked) => {
        const verdict = judgeCharge(checkout, one, { asked, now }).do;
        const right = one.status === 'success' && one.amount === 5000 && one.currency === 'GHS';
        expect(verdict === 'pay').toBe(right);
        if (verdict === 'hold') expect([asked, one.status, one.currency]).toEqual([true, 'success', 'GHS']);
      }),
    );
  });

  test('asking again takes longer each time and ends', () => {
    let [at, asks] = [now, 0];
    for (let next = nextAsk(now, asks, at); next; next = nextAsk(now, asks, at)) {
      expect(next.getTime()).toBeGreaterThan(at.getTime());
      [at, asks] = [next, asks + 1];
    }
    expect(asks).toBe(10);
    expect(at.getTime() - now.getTime()).toBe(14 * 86_400_000);
  });
});
