import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { taxComponents, taxProfiles } from '@/db/schema/companies';
import { type Actor, actAs, readAs } from '@/db/session';
import { Refusal, refusalOf } from '@/lib/platform/errors';
import { profileOn, taxOn } from '../rules';
import { removeTax, saveTax } from './mutations';
import { askTaxes, tellTaxes } from './queries';
import { taxForm } from './schema';
import { usualTaxes } from './usual';

let company: TestCompany;
beforeEach(async () => {
  company = await makeCompany({ components: [] });
  await actAs(company.system, (tx) =>
    tx
      .update(taxProfiles)
      .set({ name: 'No tax', validFrom: '2020-01-01' })
      .where(eq(taxProfiles.companyId, company.id)),
  );
});

const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
  );
const taxes = async (actor: Actor = company.staff) => tellTaxes(await readAs(actor, (tx) => askTaxes(tx)));
const vat = { code: 'VAT', name: 'VAT', rate: 1500, compound: false };
const vatFrom = (validFrom: string) => ({ name: 'VAT only', validFrom, components: [vat] });
const add = (tax: ReturnType<typeof vatFrom>, actor = company.manager) =>
  saveTax(actor, { id: null, seen: null, ...tax });

describe('the taxes of a company', () => {
  test('hold from their day on, and are changed as a whole', async () => {
    const { id } = await add(vatFrom('2026-01-01'));
    expect(profileOn(await taxes(), '2025-12-31')?.name).toBe('No tax');
    expect(profileOn(await taxes(), '2026-01-01')?.components).toEqual([vat]);
    const seen = vatFrom('2026-01-01');
    const levy = { code: 'NHIL', name: 'NHIL', rate: 250, compound: false };
    await saveTax(company.manager, { id, seen, ...seen, name: 'VAT and levy', components: [levy, vat] });
    expect((await taxes())[0]).toMatchObject({ name: 'VAT and levy', components: [levy, vat] });
    expect(await refused(saveTax(company.manager, { id, seen, ...seen }))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Someone else changed'),
    });
    await removeTax(company.manager, { id });
    await removeTax(company.manager, { id });
    expect((await taxes()).map(({ name }) => name)).toEqual(['No tax']);
  });

  test('have one for each day: another is refused beside the field, also of two at once', async () => {
    const both = await Promise.allSettled([add(vatFrom('2027-01-01')), add(vatFrom('2027-01-01'))]);
    const second = both.flatMap((one) => (one.status === 'rejected' ? [refusalOf(one.reason)] : []));
    expect(second).toMatchObject([
      { message: expect.stringMatching(/holds from this day\. Change that one/) },
    ]);
    expect(await refused(add(vatFrom('2027-01-01')))).toMatchObject({
      code: 'invalid',
      detail: { fields: { validFrom: expect.stringContaining('“VAT only” holds from this day') } },
    });
  });

  test('are a manager’s to say, of their own company alone, past the command too', async () => {
    const { id } = await add(vatFrom('2026-01-01'));
    const other = await makeCompany();
    const change = { id, seen: vatFrom('2026-01-01'), ...vatFrom('2026-01-01'), components: [] };
    expect(await refused(saveTax(company.staff as never, change))).toMatchObject({ code: 'forbidden' });
    expect(await refused(saveTax(other.manager, change))).toMatchObject({ code: 'not_found' });
    await removeTax(other.manager, { id });
    expect(await taxes()).toHaveLength(2);
    const row = { companyId: company.id, profileId: id, position: 5, ...vat };
    for (const actor of [company.staff, other.manager])
      await expect(
        actAs(actor, (tx) => tx.insert(taxComponents).values({ id: v7(), ...row })),
      ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('what is typed', () => {
  const typed = { name: 'Own', validFrom: '2026-01-01' };
  const part = { code: 'vat', name: 'VAT', rate: '15', compound: false };
  const problems = (parts: object[], more: object = {}) =>
    taxForm('en-GH')
      .safeParse({ ...typed, ...more, components: parts })
      .error?.issues.map(({ path }) => path.join('.')) ?? [];

  test('is read in the company’s notation, the code in capitals', () => {
    const read = taxForm('en-GH').parse({ ...typed, components: [{ ...part, rate: '2.5 %' }] });
    expect(read.components).toEqual([{ code: 'VAT', name: 'VAT', rate: 250, compound: false }]);
  });

  test.each<[string[], object[], object?]>([
    [[], []],
    [['components.0.rate'], [{ ...part, rate: '0' }]],
    [['components.0.rate'], [{ ...part, rate: '101' }]],
    [['components.0.code'], [{ ...part, code: 'V A' }]],
    [['components.0.name'], [{ ...part, name: ' ' }]],
    [['components.1.code'], [part, { ...part, code: 'VAT' }]],
    [['validFrom'], [], { validFrom: '2026-02-31' }],
    [['name'], [], { name: '' }],
  ])('%j is said of what can’t be', (wrong, parts, more) => {
    expect(problems(parts, more)).toEqual(wrong);
  });
});

test('the usual taxes make 775.00 what the acts say', () => {
  const of = (name: string) => {
    const found = usualTaxes.find((one) => one.name === name);
    if (!found) throw new Error('There is no such tax');
    return 77_500 + taxOn(77_500, found).total;
  };
  expect(usualTaxes.map(({ name }) => of(name))).toEqual([93_000, 94_473, 89_125, 77_500]);
});
