import 'server-only';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { dayKey } from '@/lib/platform/format/dates';
import { idAt, screen } from '@/lib/platform/screen';
import { periodIn } from '../period';
import { askPaperLinks, tellPaperLinks } from '../sending/link-queries';
import { statementPaper } from './paper';
import { askStatement, tellStatement } from './queries';

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
