import { ledgerAccounts, moneyMethods } from '@/db/enums';

export type AccountName = (typeof ledgerAccounts)[number];

export const accountWords: Record<AccountName, string> = {
  receivable: 'Receivable from customers',
  deposits: 'Deposits of customers',
  money: 'Money in',
  revenue: 'Sales',
  service_charge: 'Service charge',
  tax: 'Tax to pay',
  write_off: 'Bad debts',
  unassigned: 'Money not yet assigned',
};

const methodWords: Record<string, string> = {
  mobile_money: 'mobile money',
  card: 'card',
  cash: 'cash',
  bank_transfer: 'bank',
  brought_along: 'opening balance',
};

/** "Money in: cash", "Tax to pay: VAT". */
export function sayAccount(account: AccountName, part: string): string {
  const named = account === 'money' ? (methodWords[part] ?? part) : part;
  return named ? `${accountWords[account]}: ${named}` : accountWords[account];
}

/** What an account is called in the books as long as the company says nothing else. */
const usual: Record<AccountName, string> = {
  receivable: '1200',
  deposits: '2100',
  money: '1000',
  revenue: '4000',
  service_charge: '4010',
  tax: '2200',
  write_off: '6000',
  unassigned: '2150',
};

export type AccountPart = { account: AccountName; part: string };

const keyOf = ({ account, part }: AccountPart) => `${account}/${part}`;

/** The code of an account: the company's, else the usual one. */
export function codeOf(codes: readonly (AccountPart & { code: string })[], place: AccountPart): string {
  const own = codes.find((one) => keyOf(one) === keyOf(place))?.code;
  // What was paid before the books here begin stands against their opening, not in a till or at a bank.
  return own ?? (place.part === 'brought_along' ? '3000' : usual[place.account]);
}

/** Every account there is, each way of paying and each part of a tax by itself. */
export function accountsWith(taxes: readonly string[]): AccountPart[] {
  const parts: Partial<Record<AccountName, readonly string[]>> = { money: moneyMethods, tax: taxes };
  return ledgerAccounts.flatMap((account) => (parts[account] ?? ['']).map((part) => ({ account, part })));
}
