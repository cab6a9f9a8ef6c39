import { publicDocument, publicSender } from '@/components/public-page/public-document';
import type { LinkedPaper } from '@/lib/bookings/money/sending/paper-by-link';
import type { Part } from '@/lib/paper/document';
import type { Document } from '@/lib/platform/documents';
import { formatMoney } from '@/lib/platform/format/money';
import { type Html, html } from '@/lib/platform/html';

const said = {
  en: { open: 'To pay', file: 'Open as PDF', contact: 'Questions?' },
  fr: { open: 'À payer', file: 'Ouvrir en PDF', contact: 'Une question ?' },
};

/** An invoice, receipt or statement as its customer sees it by a link, on any phone and without a script. */
export function paperPage(
  { paper, open, place }: Pick<LinkedPaper, 'paper' | 'open' | 'place'>,
  { file, logo }: { file: string; logo?: string | undefined },
): Document['draw'] {
  const { title, number, subtitle, letterhead, parts } = paper;
  const words = said[letterhead.language];
  return publicDocument(
    {
      ...{ title: [title, number].filter(Boolean).join(' '), company: letterhead.name, logo },
      lang: letterhead.language,
    },
    html`<section>
<h1>${title}${number && html` <span class="number">${number}</span>`}</h1>
${subtitle && html`<p dir="auto">${subtitle}</p>`}
${
  open > 0 &&
  html`<dl class="sums"><div class="total"><dt>${words.open}</dt><dd>${formatMoney(open, place.currency, place.locale)}</dd></div></dl>`
}
<a class="button main" href="${file}">${words.file}</a>
</section>
${parts.map(drawPart)}
${publicSender([letterhead.name, letterhead.address, letterhead.taxNumber], letterhead)}
${letterhead.footer && html`<p class="small" dir="auto">${letterhead.footer}</p>`}`,
  );
}

const lines = (texts: readonly string[]) => texts.map((line, at) => html`${at > 0 && html`<br>`}${line}`);
const titled = (title: string | undefined, body: Html): Html =>
  html`<section>${title && html`<h2>${title}</h2>`}${body}</section>`;

/** A part of a paper; those that only paper needs are left to the file. */
function drawPart(part: Part): Html | undefined {
  switch (part.kind) {
    case 'box':
      return html`<p class="note"><b>${part.title}</b>${part.lines.length > 0 && html`<br>${lines(part.lines)}`}</p>`;
    case 'facts':
      return titled(
        part.title,
        html`<dl class="facts">${part.facts
          .filter(({ value }) => value !== '')
          .map(
            ({ label, value }) =>
              html`<div><dt>${label}</dt><dd dir="auto">${lines(value.split('\n'))}</dd></div>`,
          )}</dl>`,
      );
    case 'table':
      return titled(part.title, drawTable(part));
    case 'totals':
      return titled(
        undefined,
        html`<dl class="sums">${part.rows.map(
          ({ label, amount, strong }) =>
            html`<div${strong && html` class="total"`}><dt>${label}</dt><dd>${amount}</dd></div>`,
        )}</dl>`,
      );
    case 'text':
      return titled(part.title, html`<p class="terms" dir="auto">${part.text}</p>`);
    default:
      return undefined;
  }
}

/** Rows as lines of a list: the first cell with what stands between, the last as the amount. */
function drawTable({ rows, empty }: Extract<Part, { kind: 'table' }>): Html {
  if (rows.length === 0) return html`<p>${empty}</p>`;
  return html`<ul class="lines">${rows.map(({ cells, note, look }) => {
    const [first = '', ...rest] = cells;
    if (look === 'group') return html`<li><b dir="auto">${first}</b></li>`;
    const last = rest.at(-1) ?? '';
    const between = rest.slice(0, -1).filter(Boolean).join(' · ');
    return html`<li><span dir="auto"><b>${first}</b>${(between || note) && html`<small>${between}${note && html`${between && html`<br>`}${lines(note.split('\n'))}`}</small>`}</span><span class="amount">${last}</span></li>`;
  })}</ul>`;
}
