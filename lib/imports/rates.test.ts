import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { exchangeRates } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { saveRate } from '@/lib/pricing/rates/mutations';
import { plainRate } from '@/lib/pricing/rates/rules';
import { bring, check, readImport, takeBack } from './testing/run-import';

// The engine isn't part of this: the steps are called as it calls them.
vi.mock('./events', async (original) => ({
  ...(await original<object>()),
  announceStep: async () => undefined,
}));

const kind = { kind: 'rates' } as const;
let company: TestCompany;
beforeEach(async () => {
  company = await makeCompany();
});

const rates = async () =>
  (
    await actAs(company.manager, (tx) =>
      tx.select().from(exchangeRates).orderBy(exchangeRates.currency, exchangeRates.validFrom),
    )
  ).map(({ currency, validFrom, rate }) => `${currency} ${validFrom} ${plainRate(rate)}`);
const outcomes = async (id: string) =>
  (await readImport(company.manager, id)).rows.map(({ outcome, field, reason }) =>
    reason ? `${outcome} ${field}: ${reason}` : outcome,
  );

const list = [
  'Date,Currency pair,Mid rate',
  '2026-11-25,USD/GHS,12.35',
  '26 November 2026,USD/GHS,12.40',
  '2026-11-26,EURGHS,14.05000000',
].join('\n');

describe('dated exchange rates of a file', () => {
  test('come as a bank lists them, are the same when they come again, and change what they say differently', async () => {
    await saveRate(company.manager, { currency: 'USD', validFrom: '2026-11-25', rate: '12.00' });
    const before = ['USD 2026-11-25 12'];
    const first = await bring(company.manager, list, kind);
    expect(await outcomes(first)).toEqual(['update', 'new', 'new']);
    const after = ['EUR 2026-11-26 14.05', 'USD 2026-11-25 12.35', 'USD 2026-11-26 12.4'];
    expect(await rates()).toEqual(after);
    const again = await bring(company.manager, list, kind);
    expect(await outcomes(again)).toEqual(['same', 'same', 'same']);
    await takeBack(company.manager, first);
    expect(await rates()).toEqual(before);
  });

  test('may leave what is there', async () => {
    await saveRate(company.manager, { currency: 'USD', validFrom: '2026-11-25', rate: '12' });
    await bring(company.manager, list, { ...kind, existing: 'keep' });
    expect((await rates())[1]).toBe('USD 2026-11-25 12');
  });

  test('taken back, a rate that somebody changed since stays and says so', async () => {
    const id = await bring(company.manager, list, kind);
    await saveRate(company.manager, { currency: 'EUR', validFrom: '2026-11-26', rate: '15' });
    await takeBack(company.manager, id);
    expect(await rates()).toEqual(['EUR 2026-11-26 15']);
    const { rows } = await readImport(company.manager, id);
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['undone', null],
      ['undone', null],
      ['kept', 'Changed since the import.'],
    ]);
  });

  test('one that changed between the check and the writing is checked again, and nothing is written', async () => {
    const { startImport } = await import('./mutations');
    const { writeImport } = await import('./writing/write-import');
    const id = await check(company.manager, list, kind);
    await startImport(company.manager, { id, skipBad: false });
    await saveRate(company.manager, { currency: 'USD', validFrom: '2026-11-26', rate: '11' });
    expect(await writeImport(company.manager, id, new Date())).toBe('outdated');
    expect(await rates()).toEqual(['USD 2026-11-26 11']);
  });

  test('what can’t be a rate is refused with its reason', async () => {
    const id = await check(
      company.manager,
      [
        'Date,Currency,Rate',
        '2026-11-25,GHS,1',
        '2026-11-25,Dollars,12',
        '06/07/2026,USD,12',
        '2026-13-01,USD,12',
        '2026-11-25,USD,0',
        '2026-11-25,USD,-3',
        '2026-11-26,EUR,14',
        '2026-11-26,EUR,15',
      ].join('\n'),
      kind,
    );
    expect(await outcomes(id)).toEqual([
      expect.stringContaining('bad name: This is your own currency'),
      expect.stringContaining('bad name: Write the three letters'),
      expect.stringContaining('bad validFrom: This can be two dates'),
      expect.stringContaining('bad validFrom: Write the day'),
      expect.stringContaining('bad rate: Write what one unit costs'),
      expect.stringContaining('bad rate: Write what one unit costs'),
      'new',
      expect.stringMatching(/^(conflict|bad) /),
    ]);
  });

  test('another company’s import takes nothing of it back', async () => {
    const id = await bring(company.manager, list, kind);
    const other = await makeCompany();
    await expect(takeBack(other.manager, id)).rejects.toThrow();
    const gone = await actAs(other.manager, (tx) =>
      tx.delete(exchangeRates).where(eq(exchangeRates.companyId, company.id)).returning(),
    );
    expect(gone).toEqual([]);
    expect(await rates()).toHaveLength(3);
  });
});
