import { expect, test } from 'vitest';
import { atMost } from './limit-concurrency';

function job() {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end: () => end(), done };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('two run at once, the others in their order, one too many is refused, and a fault frees its place', async () => {
  const queued = atMost(2, { waiting: 2, sentence: 'Too many.' });
  const jobs = Array.from({ length: 4 }, job);
  const begun: number[] = [];
  const all = jobs.map(({ done }, at) =>
    queued(async () => {
      begun.push(at);
      await done;
      if (at === 0) throw new Error('broken');
      return at;
    }),
  );
  const first = expect(all[0]).rejects.toThrow('broken');
  await expect(queued(async () => 5)).rejects.toMatchObject({ code: 'rate_limited', message: 'Too many.' });
  expect(begun).toEqual([0, 1]);
  jobs[0]?.end();
  await first;
  await settle();
  expect(begun).toEqual([0, 1, 2]);
  for (const { end } of jobs) end();
  expect(await Promise.all(all.slice(1))).toEqual([1, 2, 3]);
  expect(await queued(async () => 6)).toBe(6);
});
