import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { loadSchema } from './load-schema';

afterEach(() => vi.unstubAllGlobals());

const lost = () => Promise.reject(new TypeError('Failed to fetch'));
const noCode = () => Promise.reject(new Error('Failed to load chunk'));

test('the schema is given as it comes, and nobody else is asked', async () => {
  const asked = vi.fn(lost);
  vi.stubGlobal('fetch', asked);
  const schema = z.object({ name: z.string() });
  expect(await loadSchema(async () => schema)).toEqual({ schema });
  expect(asked).not.toHaveBeenCalled();
});

test.each([
  ['a server that answers is of another version', async () => new Response(null, { status: 204 }), true],
  ['without a network nobody can say', lost, false],
  ['a server that is broken says nothing of versions', async () => new Response('', { status: 502 }), false],
])('where its code doesn’t come, %s', async (_, answer, outdated) => {
  vi.stubGlobal('fetch', answer);
  expect(await loadSchema(noCode)).toEqual({ outdated });
});
