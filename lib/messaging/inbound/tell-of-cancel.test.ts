import { eq } from 'drizzle-orm';
import { beforeAll, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { alerts } from '@/db/schema/cases';
import { consentOf } from '../consent/record-consent';
import { makeWebhooks, type TestWebhooks } from '../testing/webhooks';

vi.mock('@/lib/inngest/client', () => ({ inngest: { send: async () => {}, createFunction: () => ({}) } }));

let hooks: TestWebhooks;
beforeAll(async () => {
  hooks = await makeWebhooks();
});

async function write(Body: string, booking: Parameters<typeof makeBooking>[1] | null) {
  const customer = await makeCustomer(hooks.company.id);
  const made = booking && (await makeBooking(hooks.company.id, { customerId: customer.id, ...booking }));
  await hooks.receive({ From: `whatsapp:${customer.phone}`, WaId: '', Body });
  return hooks.inCompany(async (tx) => ({
    consent: await consentOf(tx, customer.id),
    told: made
      ? await tx
          .select()
          .from(alerts)
          .where(eq(alerts.key, `cancel:${made.id}`))
      : [],
  }));
}

test('“Cancel” of someone with an event ahead opts out, and the office learns what they may have meant', async () => {
  const { consent, told } = await write('Cancel.', { status: 'confirmed', eventName: 'Mensah wedding' });
  expect(consent).toBe('withdrawn');
  expect(told).toMatchObject([{ kind: 'may_want_to_cancel', about: { said: 'Cancel.' } }]);
});

test.each(['STOP', 'unsubscribe'])('%s means messages only: nobody is called', async (word) => {
  expect(await write(word, { status: 'confirmed' })).toMatchObject({ consent: 'withdrawn', told: [] });
});

test('“Cancel” after the event means messages only', async () => {
  const past = { status: 'completed', startsAt: new Date(Date.now() - 86_400_000) } as const;
  expect(await write('CANCEL', past)).toMatchObject({ consent: 'withdrawn', told: [] });
});
