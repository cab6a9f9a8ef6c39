import { describe, expect, it } from 'vitest';
import { hasValues, labelled, numberAt } from './chart-data';
import { formatFull, formatShort } from './chart-format';

const series = [{ key: 'a', label: 'Weddings' }];

describe('chart data', () => {
  it('keeps what was not measured apart from zero', () => {
    expect(numberAt({ a: 0 }, 'a')).toBe(0);
    expect(numberAt({ a: null }, 'a')).toBeNull();
    expect(numberAt({ a: Number.NaN }, 'a')).toBeNull();
    expect(numberAt({}, 'a')).toBeNull();
  });

  it('has nothing to draw when all is zero or missing', () => {
    expect(hasValues([{ a: 0 }, { a: null }], series)).toBe(false);
    expect(hasValues([{ a: 0 }, { a: -3 }], series)).toBe(true);
  });

  it('names the values as people know them', () => {
    expect(labelled([{ month: 'Jan', a: 3 }, { month: 'Feb' }], 'month', series)).toEqual([
      { month: 'Jan', Weddings: 3 },
      { month: 'Feb', Weddings: null },
    ]);
  });
});

describe('chart values', () => {
  it.each([
    [450, '450'],
    [4.25, '4.3'],
    [12_345_678.9, '12.3M'],
    [0, '0'],
  ])('%d is short as %s', (value, expected) => {
    expect(formatShort(value, { format: 'money', currency: 'GHS' })).toBe(expected);
  });

  it('spells shares and money in full', () => {
    expect(formatFull(0.615, { format: 'percent' })).toBe('61.5 %');
    expect(formatFull(930, { format: 'money', currency: 'GHS' })).toBe('GHS 930.00');
  });
});
