import { html, trusted } from '@/lib/platform/html';
import type { RecordPart } from './person-record';

const style = trusted(`<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem;color:#1c1917;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.125rem;border-bottom:1px solid #d6d3d1;padding-bottom:.25rem;margin-top:2.5rem}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.125rem 1rem;margin:0 0 1.25rem;break-inside:avoid}
dt{color:#57534e}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
</style>`);

const spoken = (column: string) => {
  const words = column.replace(/_(id|at)$/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
const said = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value) && value.every((one) => typeof one === 'string')
      ? value.join(', ')
      : typeof value === 'object'
        ? JSON.stringify(value, null, 1)
        : String(value);

/** A person's record as a page of its own, that opens anywhere and loads nothing. */
export const drawPerson = ({
  parts,
  company,
  made,
}: {
  parts: readonly RecordPart[];
  company: string;
  made: string;
}) => html`<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>What ${company} keeps about you</title>${style}</head>
<body><h1>What ${company} keeps about you</h1>
<p>Made on ${made}. Amounts are in the smallest unit of the currency, times in UTC. Papers, such as bills, are drawn from these entries.</p>
${parts.map(
  ({ name, rows }) => html`<h2>${name} (${rows.length})</h2>
${rows.map((row) => html`<dl>${Object.entries(row).map(([column, value]) => html`<dt>${spoken(column)}</dt><dd dir="auto">${said(value)}</dd>`)}</dl>`)}`,
)}
</body></html>`;
