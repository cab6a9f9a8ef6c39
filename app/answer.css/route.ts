import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const dynamic = 'force-static';

/** The looks of the documents that customers answer on, with the house's colours; put together at build time. */
export function GET(): Response {
  const values = readFileSync(join(process.cwd(), 'app/values.css'), 'utf8');
  const rules = readFileSync(join(process.cwd(), 'components/public-page/public-document.css'), 'utf8');
  return new Response(`${values}\n${rules}`, { headers: { 'content-type': 'text/css; charset=utf-8' } });
}
