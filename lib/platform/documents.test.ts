import { describe, expect, test, vi } from 'vitest';
import { documents, isOurForm, readPosted } from './documents';
import { html } from './html';

vi.mock('next/headers', () => ({ headers: async () => new Headers() }));

const fault = (code: string) => ({ draw: () => html`<p>${code}</p>` });
const context = { params: Promise.resolve({}) };
const ask = (headers: Record<string, string> = {}) => new Request('http://a.test/f/x', { headers });

describe('a document', () => {
  test('gets the nonce of this answer’s policy and isn’t kept anywhere', async () => {
    const handle = documents(async () => ({ draw: (nonce) => html`<i>${nonce}</i>` }), fault);
    const answer = await handle(
      ask({ 'content-security-policy': "script-src 'nonce-abc=' 'self'" }),
      context,
    );
    expect(await answer.text()).toBe('<!doctype html><i>abc=</i>');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  test('leads elsewhere without sending a form again', async () => {
    const handle = documents(async () => ({ goTo: '/login' }), fault);
    const post = new Request('http://a.test/', { method: 'POST' });
    expect((await handle(ask(), context)).status).toBe(307);
    expect((await handle(post, context)).status).toBe(303);
  });

  test('that fails says so with a code', async () => {
    const handle = documents(async () => {
      throw new Error('no');
    }, fault);
    const answer = await handle(ask(), context);
    expect(answer.status).toBe(500);
    expect(await answer.text()).toMatch(/<p>[\w-]{8,}<\/p>/);
  });
});

describe('a form', () => {
  const post = (body: string, headers: Record<string, string>) =>
    new Request('http://a.test/', { method: 'POST', body, headers });
  const type = { 'content-type': 'application/x-www-form-urlencoded' };

  test('is read where it is one, and not too long', async () => {
    expect((await readPosted(post('a=1&a=2', type)))?.getAll('a')).toEqual(['1', '2']);
    expect(await readPosted(post('a=1', { 'content-type': 'text/plain' }))).toBeUndefined();
    expect(await readPosted(post(`a=${'x'.repeat(65_536)}`, type))).toBeUndefined();
  });

  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://a.test', host: 'a.test' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ origin: 'https://a.test', host: 'a.test' }, true],
    [{ origin: 'https://a.test', host: 'in:3000', 'x-forwarded-host': 'a.test' }, true],
    [{ origin: 'https://evil.test', host: 'a.test' }, false],
    [{ origin: 'null', host: 'a.test' }, false],
    [{}, false],
  ])('%j is ours: %s', (headers, ours) => {
    expect(isOurForm(post('', headers as Record<string, string>))).toBe(ours);
  });
});
