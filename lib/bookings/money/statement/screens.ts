import 'server-only';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { dayKey } from '@/lib/platform/format/dates';
import { idAt, screen } from '@/lib/platform/screen';
import { periodIn } from '../period';
import { askOccasionLinks, askPaperLinks, tellPaperLinks } from '../sending/link-queries';
import { accountPaper, askAccount, tellAccount } from './occasion-account';
import { statementPaper } from './paper';
import { askStatement, tellStatement } from './queries';

/** What an occasion comes to with its bills, as the paper that it is. */
export const accountScreen = screen({
  permission: 'invoices.read',
  input: idAt('id'),
  ask: (tx, id) => [askLetterhead(tx), askOccasionLinks(tx, { id }), ...askAccount(tx, id)] as const,
  tell: ([[letterhead], links, ...answers], _id, { identity }) => {
    const account = tellAccount(answers);
    if (!account || !letterhead) return undefined;
    const { occasion, customer } = account;
    return {
      occasion: { id: occasion.id, name: occasion.name },
      customer: { name: customer.name, phone: customer.phone, email: customer.email },
      paper: accountPaper(account, tellLetterhead(letterhead), identity),
      links: tellPaperLinks(links),
    };
  },
});

/** A customer's statement of account, as the paper that it is. */
export const statementScreen = screen({
  permission: 'invoices.read',
  input: (address) => {
    const id = idAt('id')(address);
    return id ? { id, ...periodIn(address) } : undefined;
  },
  reads: ({ id }) => ({ deed: 'read', source: 'customers', id }),
  ask: (tx, { id, from, to }) =>
    [askLetterhead(tx), askPaperLinks(tx, { id }), ...askStatement(tx, { id, from, to })] as const,
  tell: ([[letterhead], links, ...answers], { from, to, asked }, { identity, now }) => {
    const { currency, locale, timeZone } = identity;
    const today = dayKey(now, timeZone);
    // Nothing of a day to come has moved yet.
    const until = to.localeCompare(today) > 0 ? today : to;
    const statement = tellStatement(answers, { from, to: until });
    if (!statement || !letterhead) return undefined;
    const { customer, cut, after } = statement;
    return {
      customer: { id: customer.id, name: customer.name, phone: customer.phone, email: customer.email },
      paper: statementPaper(statement, tellLetterhead(letterhead), { currency, locale }),
      links: tellPaperLinks(links),
      ...{ cut, after, asked, today },
    };
  },
});
