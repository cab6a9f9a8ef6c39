import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const dynamic = 'force-static';

const parts = [
  'app/values.css',
  'components/public-page/public-document.css',
  'components/public-page/public-answer.css',
  'components/public-page/public-quote.css',
];

/** The looks of the documents that customers answer on, with the house's colours; put together at build time. */
export function GET(): Response {
  const rules = parts.map((part) => readFileSync(join(process.cwd(), part), 'utf8'));
  return new Response(rules.join('\n'), { headers: { 'content-type': 'text/css; charset=utf-8' } });
}
