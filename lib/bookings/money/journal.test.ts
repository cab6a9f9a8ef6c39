import { beforeAll, expect, test } from 'vitest';
import { makeCompany } from '@/db/factories/company';
import { readAs } from '@/db/session';
import { advanceBooking } from '../mutations';
import { create, makeOffice, type Office } from '../testing/office';
import { codeOf } from './accounts';
import { issueInvoice } from './invoices';
import { askJournal, askLedger, saveAccountCodes, tellJournal, tellLedger } from './ledger';
import { recordPayment } from './payments';

let mine: Office;
const always = { from: '1900-01-01', to: '9999-12-31' };

beforeAll(async () => {
  mine = await makeOffice();
  const { id } = await create(mine);
  await advanceBooking(mine.manager, { id, to: 'confirmed' });
  await recordPayment(mine.staff, { bookingId: id, amount: 10_000, method: 'cash' });
  await issueInvoice(mine.staff, { bookingId: id, dueOn: '2099-01-01', total: 250_125 });
});

const pageOf = async (size: number, after?: string) =>
  tellJournal(await readAs(mine.manager, (tx) => askJournal(tx, { ...always, after }, size)), size);

test('the journal is the same page by page as at once, and its lines come to nothing', async () => {
  const whole = (await pageOf(1000)).rows;
  expect(whole.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  expect(whole.map(({ kind, account }) => `${kind} ${account}`)).toEqual(
    expect.arrayContaining(['payment money', 'invoice revenue', 'invoice tax', 'invoice deposits']),
  );
  expect(new Set(whole.map(({ document }) => document?.slice(0, 2)))).toEqual(new Set(['R-', 'IN']));
  const walked: typeof whole = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = await pageOf(2, after);
    walked.push(...page.rows);
    after = page.next;
    more = after !== undefined;
  }
  expect(walked).toEqual(whole);
});

test('accounts stand at what was posted, under the accountant’s codes, of days that are asked for', async () => {
  const told = async (period: typeof always) => {
    const { accounts } = tellLedger(await readAs(mine.manager, (tx) => askLedger(tx, period)));
    return Object.fromEntries(accounts.map((one) => [`${one.account}/${one.part}`, one]));
  };
  await saveAccountCodes(mine.manager, { codes: [{ account: 'money', part: 'cash', code: '1010' }] });
  await saveAccountCodes(mine.manager, { codes: [{ account: 'money', part: 'cash', code: ' 1020 ' }] });
  const accounts = await told(always);
  expect(accounts['money/cash']).toMatchObject({ code: '1020', debit: 10_000, balance: 10_000 });
  expect(accounts['receivable/']).toMatchObject({ code: codeOf([], { account: 'receivable', part: '' }) });
  expect(accounts['receivable/']?.balance).toBe(240_125);
  expect(accounts['tax/VAT']?.balance).toBe(-32_625);
  expect((await told({ from: '2000-01-01', to: '2000-12-31' }))['money/cash']).toMatchObject({ balance: 0 });
  await expect(
    saveAccountCodes(mine.manager, { codes: [{ account: 'tax', part: 'VAT', code: '=1+1' }] }),
  ).rejects.toMatchObject({ code: 'invalid' });
});

test('books are the managers’, and each company has its own', async () => {
  const theirs = await makeCompany();
  const ask = (actor: Parameters<typeof readAs>[0]) =>
    readAs(actor, (tx) => askJournal(tx, always, 10)).then(([rows]) => rows.length);
  expect(await ask(theirs.manager)).toBe(0);
  await expect(ask(mine.staff)).rejects.toThrow();
  await expect(saveAccountCodes(mine.staff, { codes: [] })).rejects.toMatchObject({ code: 'forbidden' });
});
