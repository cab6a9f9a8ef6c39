import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time';

/** Work that goes on until it is told to end. */
function held(log: string[], name: string) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = async () => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
  };
  return { work, end };
}

test('pressed twice it is done once; something else waits for it; afterwards it can be done again', async () => {
  const start = oneAtATime();
  const log: string[] = [];
  const quote = held(log, 'quote');
  const back = held(log, 'back');
  back.end();
  const first = start('quote', quote.work);
  const twice = start('quote', quote.work);
  const other = start('back', back.work);
  expect(twice).toBe(first);
  quote.end();
  await Promise.all([first, twice, other]);
  expect(log).toEqual(['quote begins', 'quote ends', 'back begins', 'back ends']);
  await start('quote', quote.work);
  expect(log).toHaveLength(6);
});

test('what fails tells who started it, and the next is done', async () => {
  const start = oneAtATime();
  const failed = start('one', () => Promise.reject(new Error('no network')));
  const log: string[] = [];
  const next = held(log, 'two');
  next.end();
  const done = start('two', next.work);
  await expect(failed).rejects.toThrow('no network');
  await done;
  expect(log).toEqual(['two begins', 'two ends']);
});
