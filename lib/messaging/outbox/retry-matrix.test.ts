import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delayOf, type Reaction, retryMatrix, rowOf } from './retry-matrix';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe('retry matrix', () => {
  const delays = (code: number): (number | undefined)[] => {
    const { reaction } = rowOf(code);
    if (reaction.action !== 'retry') return [];
    return [0, 1, 2, 3, 4, 5, 6].map((retries) => delayOf(reaction, { retries, random: 0 }));
  };
  const none = (count: number) => Array.from({ length: count }, () => undefined);

  test.each<[number[], Reaction['action']]>([
    [[20003, 63001, 63007, 63008, 63020, 30002], 'pause_sender'],
    [[21211, 21614, 63003, 63024, 63031], 'number_invalid'],
    [[21610, 63014, 63033, 63050], 'opted_out'],
    [[21617, 21656, 21658, 63005, 63013, 63021, 63027, 63028, 63030], 'content_fault'],
    [[63016], 'use_template'],
    [[63040, 63041, 63042], 'stop_template'],
    [[63015, 63032, 63036, 63051, 30004, 30005, 30006, 30007, 0, 77777], 'call_person'],
  ])('%j: %s', (codes, action) => {
    expect(codes.map((code) => rowOf(code).reaction.action)).toEqual(codes.map(() => action));
  });

  test.each<[string, number[], (number | undefined)[]]>([
    [
      'at most six times within 5 minutes',
      [429, 20429],
      [second, 4 * second, 15 * second, minute, 150 * second, 5 * minute, undefined],
    ],
    ['1 h, then 24 h', [63018], [hour, 24 * hour, ...none(5)]],
    ['once after 24 h', [63038], [24 * hour, ...none(6)]],
    ['5 min, 30 min, 2 h', [63012, 63023, 30008], [5 * minute, 30 * minute, 2 * hour, ...none(4)]],
    ['15 to 60 min', [30001, 21611], [15 * minute, 30 * minute, hour, ...none(4)]],
    ['once after 4 h', [30003], [4 * hour, ...none(6)]],
    ['at most twice, 24 h and 72 h', [63049], [24 * hour, 72 * hour, ...none(5)]],
  ])('%s', (_name, codes, expected) => {
    for (const code of codes) expect(delays(code)).toEqual(expected);
  });

  test('a refused connection is tried without end', () => {
    expect(delays(1).every((delay) => delay !== undefined)).toBe(true);
  });

  test('Retry-After is the least wait up to 5 minutes, and jitter only adds', () => {
    const { reaction } = rowOf(429);
    if (reaction.action !== 'retry') throw new Error('429 is retried');
    expect(delayOf(reaction, { retries: 0, retryAfterMs: 20_000, random: 0 })).toBe(20_000);
    expect(delayOf(reaction, { retries: 0, retryAfterMs: 9e9, random: 0 })).toBe(5 * minute);
    fc.assert(
      fc.property(fc.nat(5), fc.double({ min: 0, max: 1, noNaN: true }), (retries, random) => {
        const plain = delayOf(reaction, { retries, random: 0 }) ?? 0;
        const spread = delayOf(reaction, { retries, random }) ?? 0;
        expect(spread).toBeGreaterThanOrEqual(plain);
        expect(spread).toBeLessThanOrEqual(plain + 30 * second);
      }),
    );
  });

  test('no code stands in two rows', () => {
    const codes = retryMatrix.flatMap((row) => row.codes);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
