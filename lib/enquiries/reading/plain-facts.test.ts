import { describe, expect, test } from 'vitest';
import { processorMs } from '@/db/testing/processor-ms';
import { readPlainFacts } from './plain-facts';

const today = '2026-11-26';

describe('what a message says plainly', () => {
  test.each([
    ['We need food for 80 guests on 12 December 2026', { day: '2026-12-12', guests: 80 }],
    ['Wedding on the 5th of June, 1,200 people', { day: '2027-06-05', guests: 1200 }],
    ['December 24th, about 50 pax please', { day: '2026-12-24', guests: 50 }],
    ['Mariage le 1er août 2027 pour 150 personnes', { day: '2027-08-01', guests: 150 }],
    ['2027-02-14 dinner', { day: '2027-02-14', guests: null }],
    ['31/12/2026 for 20 people', { day: '2026-12-31', guests: 20 }],
    ['12/31/2026', { day: '2026-12-31', guests: null }],
    ['07/07/2027', { day: '2027-07-07', guests: null }],
    ['Nov 26', { day: '2026-11-26', guests: null }],
    ['12 December, that is December 12th', { day: '2026-12-12', guests: null }],
  ])('%j', (text, facts) => {
    expect(readPlainFacts(text, today)).toEqual(facts);
  });

  test.each([
    'Is 5/6/2027 free?',
    'the 30th of February 2027',
    '12 December or 19 December',
    'We had 12 December 2025 with you',
    'In 2045: 1 May 2045',
    'March on with it, may I ask you something?',
    'between 50 and 60 guests',
    '50-60 people',
    'for 40 guests, or rather 45 guests',
    '0 guests',
    '99999 guests',
    'Call me on 0244 123 456',
    'BK00012 rooms 4',
    'my 3 sons, age 12, 14 and 15',
  ])('%j says nothing that could be offered', (text) => {
    expect(readPlainFacts(text, today)).toEqual({ day: null, guests: null });
  });

  test('of a long hostile text it says so in no time', async () => {
    const took = await processorMs(() => {
      readPlainFacts('1 '.repeat(50_000), today);
      readPlainFacts('12 december '.repeat(2000), today);
      readPlainFacts('9'.repeat(50_000), today);
      readPlainFacts(`${'1,'.repeat(20_000)}guests`, today);
    });
    expect(took).toBeLessThan(1500);
  });
});
