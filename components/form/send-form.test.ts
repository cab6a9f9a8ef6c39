import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { attempt, findOutcome, newKey, sendForm } from './send-form';

const answers = vi.fn<() => Response | Promise<Response>>();
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', answers);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  answers.mockReset();
});

const says = (body: object) => () => Response.json(body);
const lost = () => Promise.reject(new TypeError('Failed to fetch'));

async function settled<T>(work: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return work;
}

test('a key is a random UUID, also without TLS', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const keys = Array.from({ length: 500 }, newKey);
  for (const key of keys)
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(keys).size).toBe(500);
});

describe('a form that is sent', () => {
  test('has its answer, or none: a broken connection and a fault may both have saved it', async () => {
    const refused = { ok: false, code: 'conflict', message: 'Taken.' } as const;
    expect(await sendForm(async () => refused)).toEqual({ kind: 'answer', result: refused });
    expect(await sendForm(lost)).toEqual({ kind: 'lost' });
    const fault = { ok: false, code: 'fault', message: 'Something broke.' } as const;
    expect(await sendForm(async () => fault)).toEqual({ kind: 'lost' });
  });
});

describe('what became of it', () => {
  test('is asked until somebody answers', async () => {
    answers.mockImplementationOnce(lost).mockImplementationOnce(() => new Response(null, { status: 502 }));
    answers.mockImplementationOnce(says({ done: true, result: { id: 'a' } }));
    expect(await settled(findOutcome('key'))).toEqual({ known: true, done: true, result: { id: 'a' } });
  });

  test('is not “nothing” by one answer: the effect may be under way', async () => {
    answers
      .mockImplementationOnce(says({ done: false }))
      .mockImplementationOnce(says({ done: true, result: 1 }));
    expect(await settled(findOutcome('key'))).toEqual({ known: true, done: true, result: 1 });
    answers.mockImplementation(says({ done: false }));
    expect(await settled(findOutcome('key'))).toEqual({ known: true, done: false });
  });

  test('stays unknown while it is under way there, and is found once it is done', async () => {
    answers.mockImplementation(says({ done: false, pending: true }));
    expect(await settled(findOutcome('key'))).toEqual({ known: false });
    answers.mockImplementationOnce(says({ done: false, pending: true }));
    answers.mockImplementation(says({ done: true, result: 2 }));
    expect(await settled(findOutcome('key'))).toEqual({ known: true, done: true, result: 2 });
  });

  test('stays unknown without a connection', async () => {
    answers.mockImplementation(lost);
    expect(await settled(findOutcome('key'))).toEqual({ known: false });
  });
});

test('a button’s lost answer is found by the key it was sent with', async () => {
  const keys: string[] = [];
  answers.mockImplementation(says({ done: true, result: { paid: 5 } }));
  const result = attempt<{ paid: number }>((key) => {
    keys.push(key);
    return lost();
  });
  expect(await settled(result)).toEqual({ ok: true, data: { paid: 5 } });
  expect(answers).toHaveBeenCalledWith(`/api/v1/intents/${keys[0]}`, expect.anything());
});
