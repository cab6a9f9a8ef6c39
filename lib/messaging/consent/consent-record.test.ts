import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { consents } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { type ConsentRecord, currentTextVersion, recordConsent } from './record-consent';
import { consentFor } from './rules';

describe('a consent', () => {
  test('is kept with text version, source, person, reason and time, and never changed afterwards', async () => {
    const company = await makeCompany();
    const { id: customerId } = await makeCustomer(company.id, { optedIn: false });
    const record = (change: Pick<ConsentRecord, 'state' | 'source' | 'reason' | 'userId'>) =>
      actAs(company.system, (tx) => recordConsent(tx, { companyId: company.id, customerId, ...change }));
    const before = Date.now() - 1000;
    await record({ state: 'granted', source: 'booking_form' });
    await record({ state: 'withdrawn', source: 'whatsapp' });
    await expect(record({ state: 'granted', source: 'booking_form' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const { userId } = company.staff;
    await record({ state: 'granted', source: 'staff', reason: 'Asked on the phone', userId });
    const rows = await actAs(company.system, (tx) =>
      tx.select().from(consents).where(eq(consents.customerId, customerId)).orderBy(asc(consents.createdAt)),
    );
    const kept = { channel: 'whatsapp', textVersion: currentTextVersion };
    expect(rows).toMatchObject([
      { ...kept, state: 'granted', source: 'booking_form' },
      { ...kept, state: 'withdrawn', source: 'whatsapp' },
      { ...kept, state: 'granted', source: 'staff', reason: 'Asked on the phone', userId },
    ]);
    for (const { createdAt } of rows) expect(createdAt.getTime()).toBeGreaterThan(before);
    const rewrite = actAs(company.system, (tx) =>
      tx.update(consents).set({ state: 'granted' }).where(eq(consents.customerId, customerId)),
    );
    await expect(rewrite).rejects.toThrow();
  });

  test.each([
    [{ whatsapp: 'granted' }, 'granted'],
    [{ whatsapp: 'withdrawn' }, 'withdrawn'],
    [{ whatsapp: 'withdrawn', sms: 'granted' }, 'withdrawn'],
    [{ whatsapp: 'granted', sms: 'withdrawn' }, 'withdrawn'],
    [{ sms: 'granted' }, 'granted'],
    [{}, 'none'],
  ] as const)('%j allows SMS: %s', (states, expected) => {
    expect(consentFor('sms', states)).toBe(expected);
  });
});
