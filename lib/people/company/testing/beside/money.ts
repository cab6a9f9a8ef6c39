import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { justSignedIn } from '@/db/factories/session';
import { actAs, readAs } from '@/db/session';
import { askLedger, saveAccountCodes, tellLedger } from '@/lib/bookings/money/ledger';
import { saveOnlineKey } from '@/lib/bookings/money/online/mutations';
import { askOffer } from '@/lib/bookings/money/online/queries';
import type { Office } from '@/lib/bookings/testing/office';
import { saveRate } from '@/lib/pricing/rates/mutations';
import { loadShownRate } from '@/lib/pricing/rates/queries';
import { profileOn } from '@/lib/pricing/rules';
import { saveTax } from '@/lib/pricing/tax/mutations';
import { askTaxes, tellTaxes } from '@/lib/pricing/tax/queries';
import { made } from '../acts';
import { type BesideTable, eventOn, year } from './setting';

const vat = { code: 'VAT', name: 'VAT', rate: 2000, compound: false };
const part = (over: object) => ({ components: [{ ...vat, ...over }] });
/** Whether the tax of an event has such a part, as its papers will. */
const hasPart =
  (part: Partial<typeof vat>) =>
  async (office: Office): Promise<boolean> => {
    const { tax } = await made(office, eventOn('06-10'));
    return (tax?.components ?? []).some((one) =>
      Object.entries(part).every(([field, value]) => one[field as keyof typeof one] === value),
    );
  };
const total = async (office: Office, day = '06-10') => (await made(office, eventOn(day))).total;
const inForce = async ({ staff }: Office) =>
  profileOn(tellTaxes(await readAs(staff, (tx) => askTaxes(tx))), `${year}-06-10`);

/** What a customer who is shown dollars is told that they cost. */
const shown =
  (currency = 'USD', day = '06-10') =>
  async (office: Office) => {
    const customer = await makeCustomer(office.id, { displayCurrency: currency });
    const { id } = await makeBooking(office.id, { customerId: customer.id });
    return actAs(office.staff, (tx) => loadShownRate(tx, id, new Date(`${year}-${day}T12:00:00Z`)));
  };
const codes = async ({ manager }: Office) => {
  const { accounts } = tellLedger(
    await readAs(manager, (tx) => askLedger(tx, { from: '1900-01-01', to: '9999-12-31' })),
  );
  return accounts.filter(({ code }) => code === '1777').map((one) => `${one.account}/${one.part}`);
};
const mode = async (office: Office) => {
  const { id } = await makeBooking(office.id, { customerId: office.customerId });
  const [[offer]] = await readAs(office.staff, (tx) => [askOffer(tx, { id })] as const);
  return offer?.mode ?? null;
};
const secretKey = 'sk_test_0123456789abcdef0123';

/** Taxes, rates, the accountant's codes, and the key that customers pay with. */
export const money: Record<string, BesideTable> = {
  tax_profiles: {
    file: 'components/pricing/tax-dialog.tsx',
    usual: { id: null, seen: null, name: 'From now on', validFrom: '2021-01-01', components: [vat] },
    save: (_, by, values) => saveTax(by, values as never),
    columns: {
      name: {
        ...{ says: 'What you know it by, in this list.', to: { name: 'VAT of the year' } },
        ...{ does: async (o) => (await inForce(o))?.name, was: 'Standard', is: 'VAT of the year' },
      },
      valid_from: {
        ...{ says: 'Bookings keep the tax that they were priced with until they are changed.' },
        to: { validFrom: `${year}-06-11` },
        does: async (o) => [await total(o, '06-10'), await total(o, '06-11')],
        ...{ was: [250_125, 250_125], is: [250_125, 261_000] },
      },
    },
    notSet: 'id company_id created_at',
  },
  tax_components: {
    file: 'components/pricing/tax-dialog.tsx',
    usual: { id: null, seen: null, name: 'From now on', validFrom: '2021-01-01', components: [vat] },
    save: (_, by, values) => saveTax(by, values as never),
    columns: {
      code: {
        ...{ says: 'Its account in the ledger goes by it.', to: part({ code: 'LEVY' }), kept: 'LEVY' },
        ...{ does: hasPart({ code: 'LEVY' }), was: false, is: true },
      },
      name: {
        ...{ says: 'label="As it stands on documents"', to: part({ name: 'Levy' }), kept: 'Levy' },
        ...{ does: hasPart({ name: 'Levy' }), was: false, is: true },
      },
      rate: {
        ...{ says: 'Percent of what is taxed.', to: part({ rate: 1000 }), kept: 1000 },
        ...{ does: total, was: 250_125, is: 239_250 },
      },
      compound: {
        ...{ says: 'label="On the parts before it too"', kept: true },
        to: { components: [vat, { ...vat, code: 'LEVY', rate: 1000, compound: true }] },
        // 2,175.00 + 20 % of it, and a tenth of both.
        ...{ does: total, was: 250_125, is: 287_100 },
      },
    },
    notSet: 'id company_id profile_id position',
  },
  exchange_rates: {
    file: 'components/pricing/rate-dialog.tsx',
    usual: { currency: 'USD', validFrom: '2021-01-01', rate: '12.35' },
    save: (_, by, values) => saveRate(by, values as never),
    columns: {
      currency: {
        ...{ says: 'Three letters, such as USD.', to: { currency: 'EUR' } },
        does: async (o) => [(await shown('USD')(o))?.currency, (await shown('EUR')(o))?.currency],
        ...{ was: [undefined, undefined], is: [undefined, 'EUR'] },
      },
      rate: {
        ...{ says: 'It is used to show totals, never to bill or to post.', to: { rate: '13' } },
        ...{ kept: 13, first: {}, does: async (o) => (await shown()(o))?.rate, was: '12.35', is: '13' },
      },
      valid_from: {
        ...{ says: 'A day that has a rate of the currency gets this one.' },
        to: { validFrom: `${year}-06-11` },
        does: async (o) => [(await shown('USD', '06-10')(o))?.rate, (await shown('USD', '06-11')(o))?.rate],
        ...{ was: [undefined, undefined], is: [undefined, '12.35'] },
      },
    },
    notSet: 'id company_id created_at',
  },
  account_codes: {
    file: 'components/bookings/money/codes-dialog.tsx',
    usual: {},
    save: (_, by, values) => saveAccountCodes(by, { codes: [values] } as never),
    columns: Object.fromEntries(
      (['account', 'part', 'code'] as const).map((column) => {
        const to = { account: 'money', part: 'cash', code: '1777' };
        return [
          column,
          {
            ...{ says: 'They stand in the journal from now on', to, kept: to[column] },
            ...{ does: codes, was: [], is: ['money/cash'] },
          },
        ];
      }),
    ),
    notSet: 'company_id',
  },
  online_keys: {
    file: 'components/bookings/online/payment-settings-screen.tsx',
    usual: { secretKey },
    save: async (_, by, values) => saveOnlineKey(await justSignedIn(by), values as never),
    columns: {
      auth_token_sealed: {
        ...{ says: 'It is sealed, and nobody sees it again.', to: {}, kept: '[redacted]' },
        ...{ does: mode, was: null, is: 'test' },
      },
      mode: {
        ...{ says: 'Customers pay with mobile money, by card or by bank transfer', kept: 'live', first: {} },
        ...{ to: { secretKey: secretKey.replace('test', 'live') }, does: mode, was: 'test', is: 'live' },
      },
    },
    notSet: 'company_id provider hint saved_at',
  },
};
