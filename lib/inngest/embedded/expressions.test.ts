import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExpression, eventMatchKeys, holds, keyOf, matchKeyOf } from './expressions';

const event = {
  name: 'a',
  data: { id: 'b-1', score: 4, ok: true, nested: { 'a-b': 'x' }, list: [{ id: 7 }] },
};

describe('expressions', () => {
  it.each([
    ["event.data.id == 'b-1'", true],
    ['event.data.id == "b-2"', false],
    ['event.data.id != "b-2" && event.data.score >= 4', true],
    ['event.data.score > 4 || event.data.ok', true],
    ['!(event.data.score < 4)', true],
    ["event.data.nested['a-b'] == 'x'", true],
    ['event.data.list[0].id == 7', true],
    ['has(event.data.score) && !has(event.data.other)', true],
    ['event.data.other == null', true],
    ['event.data.id == async.data.id', true],
    ['event.data.score < "5"', false],
    ["event.data.id == 'it\\'s'", false],
  ])('%s is %s', (source, expected) => {
    expect(holds(source, { event, async: { data: { id: 'b-1' } } })).toBe(expected);
  });

  it('does not take two missing values for equal', () => {
    expect(holds('event.data.none == async.data.none', { event, async: { data: {} } })).toBe(false);
    expect(holds('event.data.none != async.data.none', { event, async: { data: {} } })).toBe(true);
  });

  it('reads no inherited property', () => {
    expect(holds('has(event.data.constructor)', { event })).toBe(false);
  });

  it.each([
    'event.data.id.startsWith("b")',
    'event.data.x ? 1 : 2',
    'foo == 1',
    'event.data.x ==',
    'event..x',
    "'open",
    '1 * 2',
  ])('refuses %s', (source) => {
    expect(() => checkExpression(source)).toThrow();
  });

  it('joins keys', () => {
    expect(keyOf('event.data.id + "-" + event.data.score', { event })).toBe('b-1-4');
    expect(keyOf('event.data.none', { event })).toBe('');
  });

  it('finds the pair that an incoming event must hold', () => {
    expect(matchKeyOf('event.data.id == async.data.ref && async.data.n > 1', event)).toBe('data.ref="b-1"');
    expect(matchKeyOf('async.data.n == 3', event)).toBe('data.n=3');
    expect(matchKeyOf('async.data.n == 3 || event.data.ok', event)).toBe('');
    expect(matchKeyOf('event.data.none == async.data.ref', event)).toBe('');
  });

  it('never misses by index an event that the expression accepts', () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const data = fc.dictionary(fc.constantFrom('a', 'b', 'c'), scalar);
    const source = fc.constantFrom(
      'event.data.a == async.data.b',
      'async.data.a == event.data.a && async.data.b != event.data.c',
      'async.data.c == 1 && event.data.a == async.data.a',
      'event.data.a == async.data.a || async.data.b == true',
    );
    fc.assert(
      fc.property(data, data, source, (own, incoming, expression) => {
        const [run, other] = [{ data: own }, { data: incoming }];
        if (!holds(expression, { event: run, async: other })) return;
        expect(eventMatchKeys(other)).toContain(matchKeyOf(expression, run));
      }),
      { numRuns: 500 },
    );
  });
});
