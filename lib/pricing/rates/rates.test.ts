import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { exchangeRates } from '@/db/schema/menu';
import { type Actor, actAs, readAs } from '@/db/session';
import { Refusal } from '@/lib/platform/errors';
import { removeRate, saveRate } from './mutations';
import { askRates, loadShownRate, tellRates } from './queries';
import { aboutIn, aboutNote, parseRate, sayAbout } from './rules';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const usd = (rate: string) => ({ currency: 'USD', rate, validFrom: '2026-11-27' });
const cedi = { currency: 'GHS', locale: 'en-GH' };

describe('what a total is about', () => {
  test.each([
    [1_523_990, 'GHS', usd('12.35'), 123_400n],
    // Half of the last digit is rounded up: 0.125 and 0.115 are exact.
    [25, 'GHS', usd('2'), 13n],
    [1, 'GHS', usd('2.00000001'), 0n],
    [1000, 'XOF', { currency: 'EUR', rate: '655.957' }, 152n],
    [100_00, 'GHS', { currency: 'XOF', rate: '0.02' }, 5000n],
    [1000, 'GHS', { currency: 'KWD', rate: '40' }, 250n],
  ])('%d %s at %j', (amount, currency, shown, minor) => {
    expect(aboutIn(amount, currency, shown)).toBe(minor);
  });

  test('is exact to half of its last digit, however large', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900_000_000_000 }),
        fc.bigInt({ min: 1n, max: 10n ** 17n }),
        (amount, scaled) => {
          const rate = `${scaled / 10n ** 8n}.${(scaled % 10n ** 8n).toString().padStart(8, '0')}`;
          const about = aboutIn(amount, 'GHS', { currency: 'USD', rate });
          const off = 2n * (about * scaled - BigInt(amount) * 10n ** 8n);
          expect(off <= scaled && off > -scaled).toBe(true);
        },
      ),
    );
  });

  test('is said in whole units, a small one with its cents, with rate and day under it', () => {
    expect(plain(sayAbout(1_523_990, cedi, usd('12.35')))).toBe('about USD 1,234');
    expect(plain(sayAbout(6000, cedi, usd('12.35')))).toBe('about USD 4.86');
    expect(plain(aboutNote(1_523_990, cedi, usd('12.35')))).toMatch(
      /^About USD 1,234 at GHS 12\.35 for USD 1, the rate of 27 Nov/,
    );
    expect(plain(aboutNote(1_523_990, { ...cedi, locale: 'fr' }, usd('12.35'), 'fr'))).toMatch(
      /^Environ 1 234 USD à GHS 12,35 pour USD 1, taux du 27/,
    );
  });
});

test.each([
  ['12.35', 'en-GH', '12.35'],
  ['012,3500', 'fr', '12.35'],
  ['1000000000', 'en-GH', '1000000000'],
  ['1000000000.1', 'en-GH', undefined],
  ['0', 'en-GH', undefined],
  ['0.000000001', 'en-GH', undefined],
  ['12,35', 'en-GH', undefined],
  ['-1', 'en-GH', undefined],
  ['1e3', 'en-GH', undefined],
])('a rate typed as %s in %s is %s', (typed, locale, rate) => {
  expect(parseRate(typed, locale)).toBe(rate);
});

let company: TestCompany;
beforeAll(async () => {
  company = await makeCompany();
});
const rates = async (actor: Actor) => tellRates((await readAs(actor, (tx) => [askRates(tx)]))[0]);
const add = (validFrom: string, rate: string, actor = company.manager) =>
  saveRate(actor, { currency: 'usd', validFrom, rate });

describe('the rates of a company', () => {
  test('are a manager’s to enter, one a day and currency, and hold from their day on for who chose the currency', async () => {
    const customer = await makeCustomer(company.id, { displayCurrency: 'USD' });
    const { id } = await makeBooking(company.id, { customerId: customer.id });
    const shownOn = (day: string, actor: Actor = company.staff) =>
      actAs(actor, (tx) => loadShownRate(tx, id, new Date(`${day}T12:00:00Z`)));
    expect(await shownOn('2026-03-01')).toBeUndefined();
    await add('2026-02-01', '12.30');
    await add('2026-02-01', '12.35');
    const later = await add('2026-04-01', '13');
    expect(await rates(company.staff)).toMatchObject([
      { rate: '13', validFrom: '2026-04-01' },
      { rate: '12.35', validFrom: '2026-02-01' },
    ]);
    expect(await shownOn('2026-01-31')).toBeUndefined();
    expect(await shownOn('2026-03-01')).toEqual({ currency: 'USD', rate: '12.35', validFrom: '2026-02-01' });
    const user = await makeUser({ companyId: company.id, role: 'client', customerId: customer.id });
    const client = {
      role: 'client',
      companyId: company.id,
      userId: user.id,
      customerId: customer.id,
    } as const;
    expect(await shownOn('2026-05-01', client)).toMatchObject({ rate: '13' });
    await removeRate(company.manager, later);
    await removeRate(company.manager, later);
    expect(await shownOn('2026-05-01')).toMatchObject({ rate: '12.35' });
  });

  test('are never of the own currency, nor another company’s or staff’s to write, past the command too', async () => {
    const own = saveRate(company.manager, { currency: 'GHS', validFrom: '2026-01-01', rate: '1' });
    await expect(own).rejects.toMatchObject({
      detail: { fields: { currency: expect.stringMatching(/own/) } },
    });
    await expect(add('2026-01-01', '1', company.staff as never)).rejects.toBeInstanceOf(Refusal);
    const other = await makeCompany();
    const { id } = await add('2026-06-01', '12');
    await removeRate(other.manager, { id });
    expect((await rates(company.manager)).map((rate) => rate.id)).toContain(id);
    const row = { id: v7(), companyId: company.id, currency: 'EUR', validFrom: '2026-01-01', rate: '14' };
    for (const actor of [company.staff, other.manager])
      await expect(actAs(actor, (tx) => tx.insert(exchangeRates).values(row))).rejects.toMatchObject({
        code: '42501',
      });
    await expect(
      actAs(company.staff, (tx) =>
        tx.update(exchangeRates).set({ rate: '1' }).where(eq(exchangeRates.companyId, company.id)),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
