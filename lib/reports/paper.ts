import { fileName, type Letterhead, type PaperDocument, type Part, type Row } from '@/lib/paper/document';
import { formatDateTime } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import { isBare, type Report, type ReportTable, type Value } from './document';
import { changeOf, sayBasis, sayCellBasis, sayCompared, sayStretch, sayValue, type Writing } from './say';

/** More rows of one table nobody reads on paper. */
const mostRows = 100;

type Drawing = Writing & { timeZone: string; now: Date; letterhead: Letterhead };

/** What a report's file is called, without its ending. */
export const nameOf = ({ key, range }: Report) => fileName('report', key, range.since, range.until);

/** A report as paper: its figures, then its tables; charts are on screen alone. */
export function reportPaper(report: Report, drawing: Drawing): PaperDocument {
  const days = sayStretch(report.range, drawing.locale);
  const notes = report.notes ?? [];
  const subtitle = [...report.narrowed, sayCompared(report.range, drawing.locale)]
    .filter(Boolean)
    .join(' · ');
  return {
    title: report.title,
    number: days,
    ...(subtitle && { subtitle }),
    file: nameOf(report),
    letterhead: drawing.letterhead,
    printed: `Printed ${formatDateTime(drawing.now, drawing)}`,
    parts: [
      ...(notes.length > 0
        ? [
            {
              kind: 'box',
              tone: 'attention',
              title: 'What this report doesn’t tell',
              lines: notes,
            } satisfies Part,
          ]
        : []),
      figuresPart(report, drawing),
      ...report.tables.flatMap((table) => tableParts(table, drawing)),
    ],
  };
}

function figuresPart({ figures }: Report, drawing: Drawing): Part {
  return {
    kind: 'table',
    title: 'Key figures',
    columns: [
      { head: 'Figure', share: 5 },
      { head: 'Value', share: 3, align: 'end' },
      { head: 'Change', share: 4, align: 'end' },
    ],
    rows: figures.map((figure) => {
      const basis = sayBasis(figure, drawing);
      const value =
        figure.value === null ? (figure.missing ?? '–') : sayValue(figure.value, figure.format, drawing);
      return {
        cells: [figure.label, value, changeOf(figure, drawing)?.words ?? ''],
        ...(basis && { note: basis }),
      };
    }),
  };
}

function tableParts(table: ReportTable, drawing: Drawing): Part[] {
  const { title, note, columns: all, empty } = table;
  // Lines of noughts alone nobody needs on paper.
  const { rows, sum } = isBare(table) ? { rows: [] } : table;
  const columns = all.map((column, at) => ({ ...column, at })).filter(({ aside }) => !aside);
  const words = (cells: readonly Value[]) =>
    columns.map(({ at, format }) => {
      const value = cells[at] ?? null;
      return value === null && at > 0 ? '' : sayValue(value, format, drawing);
    });
  const drawn: Row[] = rows.slice(0, mostRows).map(({ cells, basis }) => ({
    cells: words(cells).map((word, index) => {
      const { at = 0, format = 'text' } = columns[index] ?? {};
      const under = sayCellBasis(basis?.[at], format, drawing);
      return under ? `${word || '–'} (${under})` : word;
    }),
  }));
  if (sum) drawn.push({ cells: words(sum), look: 'sum' });
  const cut =
    rows.length > mostRows
      ? `The first ${mostRows} of ${formatCount(rows.length, drawing.locale)} rows; the file has all.`
      : undefined;
  const under = [note, cut].filter(Boolean).join(' ');
  return [
    {
      kind: 'table',
      title,
      columns: columns.map(({ head, format, at: column }, at) => ({
        head,
        share: widthOf(
          head,
          drawn.map(({ cells }) => cells[at] ?? ''),
          rows.some(({ basis }) => basis?.[column]) ? twoLines : oneLine,
          // A name that is one word would break within it.
          at === 0 ? 4 : 2,
        ),
        ...(at > 0 && format !== 'text' && { align: 'end' as const }),
      })),
      rows: drawn,
      empty: empty ?? 'Nothing in these days.',
    },
    ...(under ? [{ kind: 'text', text: under } satisfies Part] : []),
  ];
}

/** In characters. What a mean rests on goes on in a second line, so that what names the row keeps its room. */
const oneLine = 24;
const twoLines = 15;
/** A column has room for its longest amount; words may go on in a second line. */
const widthOf = (head: string, cells: readonly string[], most: number, beside: number) =>
  Math.min(most, Math.max(6, ...[...head.split(' '), ...cells].map((words) => words.length + beside)));
