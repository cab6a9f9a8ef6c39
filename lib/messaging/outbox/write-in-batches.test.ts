import { expect, test } from 'vitest';
import { writeInBatches } from './write-in-batches';

function startWriter() {
  const batches: number[][] = [];
  const write = writeInBatches(async (key, jobs: number[]) => {
    batches.push(jobs);
    if (jobs.includes(13)) throw new Error('bad luck');
    return jobs.map((job) => `${key}${job}`);
  });
  return { batches, write };
}

test('what comes together is written together, each job with its own answer', async () => {
  const { batches, write } = startWriter();
  const answers = await Promise.all([write('a', 1), write('a', 2), write('b', 3)]);
  expect(answers).toEqual(['a1', 'a2', 'b3']);
  expect(batches).toEqual([[1, 2], [3]]);
});

test('a bad job fails alone', async () => {
  const { batches, write } = startWriter();
  const answers = await Promise.allSettled([write('a', 1), write('a', 13), write('a', 2)]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(batches).toEqual([[1, 13, 2], [1], [13], [2]]);
});

test('enough of them wait for nothing, and no batch grows without bound', async () => {
  const { batches, write } = startWriter();
  const jobs = Array.from({ length: 500 }, (_none, at) => at + 100);
  await Promise.all(jobs.map((job) => write('a', job)));
  expect(batches.map((batch) => batch.length)).toEqual([200, 200, 100]);
});
