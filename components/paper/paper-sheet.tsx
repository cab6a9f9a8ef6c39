import { CodeSquares } from '@/components/ui/code-squares';
import { cx } from '@/components/ui/cx';
import { codeSquares } from '@/lib/paper/code-squares';
import { type Fact, logoSize, type PaperDocument, type Part, type Row } from '@/lib/paper/document';
import { PaperLabels } from './paper-labels';

/** A paper on screen, of the same data as its PDF; printed by the browser it is the sheet alone. */
export function PaperSheet({ paper }: { paper: PaperDocument }) {
  const { letterhead } = paper;
  const contact = [letterhead.address?.replaceAll('\n', ', '), letterhead.phone, letterhead.email].filter(
    Boolean,
  );
  const foot = [letterhead.footer, paper.printed].filter(Boolean).join(' · ');
  return (
    <article
      lang={letterhead.language}
      aria-label={paper.title}
      className="mx-auto flex w-full max-w-3xl flex-col gap-6 rounded-md border bg-surface p-5 text-sm sm:p-9 print:max-w-none print:border-0 print:p-0"
    >
      <header className="flex items-start justify-between gap-4 border-brand border-b-2 pb-4">
        <div className="min-w-0">
          {letterhead.logo ? <Logo logo={letterhead.logo} /> : null}
          <p dir="auto" className="font-semibold text-brand-ink">
            {letterhead.name}
          </p>
          <p dir="auto" className="break-words text-muted text-xs">
            {contact.join(' · ')}
          </p>
          <h2 className="mt-3 font-semibold text-xl">{paper.title}</h2>
          {paper.number ? <p className="tabular font-medium text-muted">{paper.number}</p> : null}
          {paper.subtitle ? (
            <p dir="auto" className="break-words text-base">
              {paper.subtitle}
            </p>
          ) : null}
        </div>
        {paper.code ? <Code {...paper.code} /> : null}
      </header>
      {paper.parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paper's parts have no other name, and are drawn anew as a whole
        <PartView key={at} part={part} />
      ))}
      {foot ? <footer className="border-t pt-3 text-muted text-xs">{foot}</footer> : null}
    </article>
  );
}

/** Of the size that it has on paper; the name beside it says whose it is. */
function Logo({ logo }: { logo: NonNullable<PaperDocument['letterhead']['logo']> }) {
  const { width, height } = logoSize(logo);
  return (
    // biome-ignore lint/performance/noImgElement: kept in the sizes that are shown, behind a sign-in
    <img
      src={`/api/v1/pictures/${logo.id}/large`}
      alt=""
      width={logo.width}
      height={logo.height}
      className="mb-2 bg-white"
      style={{ width: `${width}pt`, height: `${height}pt` }}
    />
  );
}

function Code({ address, caption }: NonNullable<PaperDocument['code']>) {
  const squares = codeSquares(address);
  return (
    <a href={address} className="w-20 shrink-0 text-center text-muted text-xs">
      <CodeSquares squares={squares} label={caption} className="w-full" />
      {caption}
    </a>
  );
}

function PartView({ part }: { part: Part }) {
  const title = 'title' in part && part.kind !== 'box' ? part.title : undefined;
  if (part.kind === 'page') return null;
  return (
    <section className="flex flex-col gap-2 break-inside-auto">
      {title ? <h3 className="break-after-avoid font-semibold text-base">{title}</h3> : null}
      <PartBody part={part} />
    </section>
  );
}

const boxes = {
  danger: 'border-2 border-danger',
  attention: 'border-2 border-attention',
  plain: 'border',
};

function PartBody({ part }: { part: Exclude<Part, { kind: 'page' }> }) {
  switch (part.kind) {
    case 'facts':
      return <Facts facts={part.facts} />;
    case 'sides':
      return (
        <div className="grid gap-5 sm:grid-cols-2">
          {part.sides.map((side) => (
            <Lines key={side.title} title={side.title} lines={side.lines} />
          ))}
        </div>
      );
    case 'table':
      return <PaperTable {...part} />;
    case 'totals':
      return (
        <dl className="ms-auto w-full max-w-xs">
          {part.rows.map(({ label, amount, strong }) => (
            <div
              key={label}
              className={cx('flex justify-between gap-4 px-2 py-1', strong && 'bg-sunken font-semibold')}
            >
              <dt>{label}</dt>
              <dd className="tabular">{amount}</dd>
            </div>
          ))}
        </dl>
      );
    case 'box':
      return (
        <div className={cx('break-inside-avoid rounded-md p-3', boxes[part.tone])}>
          <p dir="auto" className={cx('font-semibold', part.tone === 'danger' && 'text-danger-ink')}>
            {part.title}
          </p>
          {part.lines.map((line) => (
            <p key={line} dir="auto" className="whitespace-pre-line break-words">
              {line}
            </p>
          ))}
        </div>
      );
    case 'text':
      return (
        <p dir="auto" className="whitespace-pre-line break-words">
          {part.text}
        </p>
      );
    case 'ticks':
      return (
        <ul className="flex flex-col gap-1.5">
          {part.items.map((item) => (
            <li key={item} dir="auto" className="flex gap-2 break-words">
              <span aria-hidden="true" className="mt-0.5 size-4 shrink-0 border border-field-line" />
              {item}
            </li>
          ))}
        </ul>
      );
    case 'signatures':
      return (
        <div className="mt-8 grid grid-cols-3 gap-5">
          {part.fields.map((field) => (
            <p key={field} className="border-t pt-1 text-muted text-xs">
              {field}
            </p>
          ))}
        </div>
      );
    case 'labels':
      return <PaperLabels {...part} />;
  }
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div className="min-w-0">
      <p className="text-muted text-xs">{title}</p>
      {lines.map((line) => (
        <p key={line} dir="auto" className="whitespace-pre-line break-words">
          {line}
        </p>
      ))}
    </div>
  );
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2 print:grid-cols-2">
      {facts
        .filter(({ value }) => value.trim())
        .map(({ label, value, strong, href }) => (
          <div key={label} className="min-w-0 break-inside-avoid">
            <dt className="text-muted text-xs">{label}</dt>
            <dd dir="auto" className={cx('whitespace-pre-line break-words', strong && 'font-semibold')}>
              {href ? (
                <a href={href} className="text-brand-ink underline">
                  {value}
                </a>
              ) : (
                value
              )}
            </dd>
          </div>
        ))}
    </dl>
  );
}

function PaperTable({ columns, rows, empty }: Extract<Part, { kind: 'table' }>) {
  if (rows.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr className="border-muted border-b text-muted text-xs">
          {columns.map((column, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same head
            <ColumnHead key={at} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dish may stand twice
          <TableRow key={at} row={row} columns={columns} />
        ))}
      </tbody>
    </table>
  );
}

type TableColumn = Extract<Part, { kind: 'table' }>['columns'][number];

/** A column that says by itself what it is has no head: a cell, which nobody reads out as one. */
function ColumnHead({ column: { head, align } }: { column: TableColumn }) {
  if (!head) return <td />;
  return (
    <th scope="col" className={cx('py-1 pe-2 font-medium', align === 'end' ? 'text-end' : 'text-start')}>
      {head}
    </th>
  );
}

const timeOfDay = /^\d{2}:\d{2}$/;

function cellStyle(align: TableColumn['align'], text = ''): string {
  if (align === 'end') return 'tabular text-end';
  return timeOfDay.test(text) ? 'tabular' : 'wrap-anywhere';
}

function TableRow({ row, columns }: { row: Row; columns: Extract<Part, { kind: 'table' }>['columns'] }) {
  if (row.look === 'group')
    return (
      <tr className="break-after-avoid">
        <th
          scope="colgroup"
          colSpan={columns.length}
          dir="auto"
          className="wrap-anywhere pt-3 pb-1 text-start font-semibold text-brand-ink"
        >
          {row.cells[0]}
        </th>
      </tr>
    );
  return (
    <tr
      className={cx('break-inside-avoid border-b align-top', row.look === 'sum' && 'bg-sunken font-semibold')}
    >
      {columns.map(({ align }, at) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column's
          key={at}
          dir="auto"
          className={cx(
            'min-w-0 whitespace-pre-line py-1.5 pe-2',
            // A word without end breaks anywhere, a figure and a time of day never within themselves.
            cellStyle(align, row.cells[at]),
            at === 0 && row.look === 'part' && 'ps-4',
          )}
        >
          {row.cells[at]}
          {at === 0 && row.note ? (
            <span className="block font-normal text-muted text-xs">{row.note}</span>
          ) : null}
        </td>
      ))}
    </tr>
  );
}
