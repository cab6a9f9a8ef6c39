import { describe, expect, test } from 'vitest';
import { tellBookingReport } from './bookings/tell';
import { tellCustomerReport } from './customers/tell';
import type { Range } from './document';
import { plainQuery } from './range';
import { mostRows } from './range-queries';

const range: Range = {
  ...{ since: '2020-01-01', until: '2029-12-31', today: '2026-11-27' },
  ...{ before: null, bucket: 'month' },
};
const asked = { range, query: plainQuery, margins: true };

/** What reports tell of agreed events, so many of which lie in their days. */
const reports = {
  bookings: (n: number) => {
    const all = {
      part: 'all',
      key: '',
      label: '',
      n,
      guests: 0,
      total: 0,
      median: 5_000,
      deviation: 3,
    } as const;
    return tellBookingReport([[], [], [all], []], asked);
  },
  customers: (looked: number) => {
    const none = { old: null, bucket: null, came_back: null, customers: null, n: null, total: null };
    return tellCustomerReport([[], [{ looked, ...none }], [], []], asked);
  },
};

describe('more events than are looked at one by one are said, with what isn’t told of them', () => {
  test.each([
    ['bookings', 'Not told: the median, guests an event, and the venues and customers with most'],
    ['customers', 'Not told: how many customers there were, who came back, and the best of them'],
  ] as const)('%s', (name, words) => {
    const whole = reports[name](mostRows);
    expect(whole.notes).toEqual([]);
    const part = reports[name](mostRows + 1);
    expect(part.notes?.join()).toContain('More than 20,000 events');
    expect(part.notes?.join()).toContain(words);
    // What isn't told isn't there, as nought or otherwise.
    const labels = part.figures.map(({ label }) => label);
    for (const missing of ['Half of the events are above', 'Guests an event', 'Customers', 'Returning'])
      expect(labels).not.toContain(missing);
    const tables = part.tables.map(({ key }) => key);
    for (const missing of ['by-venue', 'by-customer', 'top']) expect(tables).not.toContain(missing);
    expect(whole.tables.length).toBeGreaterThan(tables.length);
  });
});
