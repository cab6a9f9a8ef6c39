import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, retryAfterMs } from './backoff';
import { parseSchedule } from './cron';
import { parseDuration, parseWait } from './durations';
import { allocateStarts } from './throttle';

describe('retries', () => {
  it('wait as the Inngest server does, with up to 30 s of jitter', () => {
    expect([0, 1, 2, 9, 50].map((attempt) => backoffMs(attempt, 0))).toEqual([
      15_000, 30_000, 60_000, 7_200_000, 7_200_000,
    ]);
    expect(backoffMs(0, 0.5)).toBe(30_000);
  });

  it('read retry-after in seconds and as a date', () => {
    const now = Date.parse('2026-03-01T10:00:00Z');
    expect(retryAfterMs('7', now)).toBe(7_000);
    expect(retryAfterMs('2026-03-01T10:00:30.000Z', now)).toBe(30_000);
    expect(retryAfterMs('2020-01-01T00:00:00Z', now)).toBe(0);
    expect([retryAfterMs(null, now), retryAfterMs('soon', now)]).toEqual([undefined, undefined]);
  });
});

describe('durations', () => {
  it('are read as the SDK writes them', () => {
    expect(parseDuration('1d2h30m15s')).toBe(95_415_000);
    expect(parseWait('')).toEqual({ after: 0 });
    expect(parseWait('5s')).toEqual({ after: 5_000 });
  });

  it('keep an instant as it is', () => {
    expect(parseWait('1970-01-01T00:00:05.123Z')).toEqual({ until: '1970-01-01T00:00:05.123Z' });
  });

  it('refuse what is none', () => {
    for (const wrong of ['5', 'soon', '5s later', '-5s']) expect(() => parseDuration(wrong)).toThrow();
  });
});

describe('schedules', () => {
  const next = (expression: string, from: string) =>
    parseSchedule(expression).nextAfter(new Date(from)).toISOString();

  it('follow the zone, in summer and in winter', () => {
    expect(next('TZ=Europe/Paris 0 9 * * *', '2026-01-10T12:00:00Z')).toBe('2026-01-11T08:00:00.000Z');
    expect(next('TZ=Europe/Paris 0 9 * * *', '2026-07-10T12:00:00Z')).toBe('2026-07-11T07:00:00.000Z');
    expect(next('0 */6 * * *', '2026-07-10T12:00:00Z')).toBe('2026-07-10T18:00:00.000Z');
  });

  it('run once on the night that skips the hour and once on the night that repeats it', () => {
    const runs = (from: string, until: string) => {
      const schedule = parseSchedule('TZ=Europe/Paris 30 2 * * *');
      const found: string[] = [];
      let moment = schedule.nextAfter(new Date(from));
      while (moment < new Date(until)) {
        found.push(moment.toISOString());
        moment = schedule.nextAfter(moment);
      }
      return found;
    };
    expect(runs('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toHaveLength(1);
    expect(runs('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toHaveLength(1);
  });

  it('refuse what is no schedule', () => {
    for (const wrong of ['every day', '0 0 30 2 *', 'TZ=Nowhere/Town 0 0 * * *', '* * * * * *']) {
      expect(() => parseSchedule(wrong), wrong).toThrow();
    }
  });
});

describe('throttle', () => {
  const rates = fc.record({
    limit: fc.integer({ min: 1, max: 100 }),
    periodMs: fc.integer({ min: 1_000, max: 60_000 }),
    burst: fc.integer({ min: 0, max: 20 }),
  });

  it('never starts more than its capacity plus what the time allows, and never waits without need', () => {
    const batches = fc.array(fc.record({ after: fc.nat(5_000), count: fc.integer({ min: 1, max: 30 }) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(rates, batches, (rate, requests) => {
        const interval = rate.periodMs / rate.limit;
        const capacity = rate.burst > 0 ? rate.limit + rate.burst : 1;
        const starts: number[] = [];
        let now = 0;
        let arrivalAt: number | undefined;
        for (const { after, count } of requests) {
          now += after;
          const given = allocateStarts({ rate, arrivalAt, now, count });
          arrivalAt = given.arrivalAt;
          expect(Math.min(...given.starts)).toBeGreaterThanOrEqual(now);
          starts.push(...given.starts);
        }
        starts.forEach((start, index) => {
          const earlier = starts[index - capacity];
          if (earlier !== undefined) expect(start - earlier).toBeGreaterThanOrEqual(interval - 0.001);
          if (index > 0) expect(start).toBeGreaterThanOrEqual((starts[index - 1] ?? 0) - 0.001);
        });
      }),
    );
  });

  it('starts a burst at once and then one each interval', () => {
    const { starts } = allocateStarts({
      rate: { limit: 2, periodMs: 6_000, burst: 1 },
      arrivalAt: undefined,
      now: 0,
      count: 5,
    });
    expect(starts).toEqual([0, 0, 0, 3_000, 6_000]);
  });
});
