import { columnsOf, parts } from './register';

type Keeping = Record<'messagesMonths' | 'mediaMonths' | 'enquiriesMonths' | 'photosMonths', number | null>;

const months = (n: number | null, otherwise: string) =>
  n === null ? otherwise : n === 1 ? '1 month' : `${n} months`;
const untilGone = 'Until the customer is anonymised';
const inSentence = (n: number | null) => months(n, 'until the customer is anonymised');

/** For how long rows of a table are kept, as the company set it. */
function keptFor(table: string, personal: boolean, keeping: Keeping): string {
  const own: Record<string, string> = {
    messages: `Words ${inSentence(keeping.messagesMonths)}; pictures and files ${inSentence(keeping.mediaMonths)}`,
    message_events: months(keeping.messagesMonths, untilGone),
    enquiries: `Lost ones ${months(keeping.enquiriesMonths, '2 years')}; others until the customer is anonymised`,
    booking_photos: months(keeping.photosMonths, untilGone),
    import_rows: '30 days',
    exports: 'Files 7 days, their lines a month',
    sessions: 'Until they end',
    audit_events: 'For good; values of personal fields until the customer is anonymised',
  };
  return own[table] ?? (personal ? untilGone : 'As long as the company uses this software');
}

const spoken = (columns: string[]) => columns.map((column) => column.replaceAll('_', ' ')).join(', ');

/** What is kept, part by part and table by table, in plain words: of whom, which personal fields, why, by which right, for how long. */
export const recordOf = (keeping: Keeping) =>
  parts.map(({ name, tables, whose, why, basis }) => ({
    part: name,
    whose,
    why,
    basis,
    tables: Object.entries(tables).map(([table, entry]) => {
      const customer = columnsOf(table, 'customer');
      const member = columnsOf(table, 'member');
      return {
        table: entry.name,
        personal: spoken(customer),
        ofOffice: spoken(member),
        sealed: spoken(columnsOf(table, 'secret')),
        books: columnsOf(table, 'accounts').length > 0,
        kept: keptFor(table, customer.length > 0, keeping),
      };
    }),
  }));
export type RecordPart = ReturnType<typeof recordOf>[number];
export type RecordRow = Omit<RecordPart, 'tables'> & RecordPart['tables'][number];
