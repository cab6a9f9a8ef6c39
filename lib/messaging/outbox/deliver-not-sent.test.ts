import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { companies } from '@/db/schema/companies';
import { recordConsent } from '../consent/record-consent';
import { openOutboxForEachTest } from '../testing/outbox';

const { outbox, provider } = openOutboxForEachTest();

describe('what is not sent says why', () => {
  const withdraw = () =>
    outbox.inCompany((tx) =>
      recordConsent(tx, {
        companyId: outbox.company.id,
        customerId: outbox.customer.id,
        state: 'withdrawn',
        source: 'whatsapp',
      }),
    );

  test('an opt-out given after it was queued', async () => {
    const id = await outbox.queue();
    await withdraw();
    expect(await outbox.deliver(id)).toEqual({ outcome: 'not_sent', reason: 'opted_out' });
    expect(await outbox.read(id)).toMatchObject({ status: 'not_sent', notSentReason: 'opted_out' });
    expect((await provider.counters()).createRequests).toBe(0);
  });

  test('a cancelled booking', async () => {
    const booking = await makeBooking(outbox.company.id, {
      customerId: outbox.customer.id,
      status: 'cancelled',
    });
    const id = await outbox.queue({ bookingId: booking.id });
    expect(await outbox.deliver(id)).toEqual({ outcome: 'not_sent', reason: 'booking_cancelled' });
  });

  test('the cap on unasked messages in 7 days', async () => {
    await outbox.inCompany((tx) => tx.update(companies).set({ contactCap: 1 }));
    expect(await outbox.deliver(await outbox.queue({ onceKey: 'one' }))).toEqual({ outcome: 'accepted' });
    expect(await outbox.deliver(await outbox.queue({ onceKey: 'two' }))).toEqual({
      outcome: 'not_sent',
      reason: 'contact_cap',
    });
    expect(await outbox.deliver(await outbox.queue({ onceKey: 'three', asked: true }))).toEqual({
      outcome: 'accepted',
    });
    expect((await provider.counters()).createRequests).toBe(2);
  });

  test('no opt-in, no number, no template, empty value', async () => {
    const silent = await makeCustomer(outbox.company.id, { optedIn: false });
    expect(await outbox.deliver(await outbox.queue({ customerId: silent.id }))).toMatchObject({
      reason: 'no_opt_in',
    });
    const numberless = await makeCustomer(outbox.company.id, { phone: null });
    expect(await outbox.deliver(await outbox.queue({ customerId: numberless.id }))).toMatchObject({
      reason: 'no_address',
    });
    const variables = { customer: 'Ama', event: ' ' };
    expect(
      await outbox.deliver(await outbox.queue({ template: { purpose: 'feedback_request', variables } })),
    ).toMatchObject({ reason: 'empty_variable' });
    await outbox.inCompany((tx) =>
      tx.execute(`update templates set approval = 'rejected' where company_id = '${outbox.company.id}'`),
    );
    expect(await outbox.deliver(await outbox.queue())).toMatchObject({ reason: 'template_not_approved' });
  });

  test('text outside the session, unless a template stands by', async () => {
    const text = { body: 'Hello' };
    expect(
      await outbox.deliver(
        await outbox.queue({ kind: 'staff_reply', template: undefined, text, asked: true }),
      ),
    ).toEqual({ outcome: 'not_sent', reason: 'session_closed' });
    const either = await outbox.queue({ text });
    expect(await outbox.deliver(either)).toEqual({ outcome: 'accepted' });
    expect((await outbox.read(either)).contentSid).toMatch(/^HX/);
    await outbox.openSession(new Date(Date.now() - 24 * 3_600_000));
    expect(
      await outbox.deliver(
        await outbox.queue({ kind: 'staff_reply', template: undefined, text, asked: true }),
      ),
    ).toMatchObject({ reason: 'session_closed' });
  });

  test('quiet hours hold it back until they end; an answer to the customer’s own words goes out', async () => {
    // An hour around the present one, so that the test means the same at every minute of the day; Ghana keeps UTC.
    const start = Date.now();
    const minuteOf = (at: number) => Math.floor(at / 60_000) % 1440;
    const [quietFrom, quietUntil] = [minuteOf(start - 1_800_000), minuteOf(start + 1_800_000)];
    await outbox.inCompany((tx) =>
      tx.update(companies).set({ quietFrom, quietUntil }).where(eq(companies.id, outbox.company.id)),
    );
    const id = await outbox.queue();
    const held = await outbox.deliver(id);
    expect(held).toMatchObject({ outcome: 'retry_at', reason: 'quiet_hours' });
    expect(minuteOf(Number(held.at))).toBe(quietUntil);
    expect(await outbox.read(id)).toMatchObject({ status: 'waiting', heldReason: 'quiet_hours' });
    expect(await outbox.deliver(await outbox.queue({ asked: true }))).toEqual({ outcome: 'accepted' });
  });
});
