import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const forms = readdirSync('components', { recursive: true })
  .map((path) => join('components', String(path)))
  .filter((path) => path.endsWith('.tsx'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
  .filter(({ text }) => text.includes('useForm('));

/** The fields that nobody may read over a shoulder: no browser keeps them either. */
const hidden = forms.flatMap(({ path, text }) =>
  [...text.matchAll(/form\.(?:field|bind)\('(\w+)'\)\}[^>]*type="password"/g)].map(
    ([, field = '']) => [`${path}: ${field}`, field, text] as const,
  ),
);

test('fields that hide what is typed are found', () => {
  expect(hidden.length).toBeGreaterThan(5);
});

test.each(hidden)('%s is kept in no browser', (_, field, text) => {
  const secrets = [...text.matchAll(/secret: \[([^\]]*)\]/g)].map(([, names]) => names).join();
  expect(secrets).toContain(`'${field}'`);
});
