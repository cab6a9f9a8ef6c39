import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsOf } from '@/lib/platform/meters/histogram';
import type { Brief } from './figures';
import { judge, type RuleMemory, type RuleName, readThresholds, ruleNames, ruleOf, sayValue } from './rules';

const minute = (n: number) => new Date(Date.UTC(2030, 0, 1, 0, n));
const nothing: RuleMemory = { overSince: null, underSince: null, raisedAt: null };
const many = (ms: number) => countsOf(Array.from({ length: 60 }, () => ms));

/** A minute that is trouble by a rule, and one that hardly isn't. */
const cases: Record<RuleName, [trouble: Partial<Brief>, fine: Partial<Brief>]> = {
  health: [{ healthy: 0 }, { healthy: 1 }],
  errors: [
    { requests: 200, errors: 6 },
    { requests: 20, errors: 0 },
  ],
  slow_answers: [
    { requests: 60, times: many(1900) },
    { requests: 60, times: many(900) },
  ],
  turned_away: [
    { requests: 100, shed: 30 },
    { requests: 2000, shed: 4 },
  ],
  event_loop: [{ loopP99: 450 }, { loopP99: 300 }],
  memory: [{ heapShare: 0.95 }, { heapShare: 0.7 }],
  connections: [{ poolWaitMs: 1500 }, { poolWaitMs: 700 }],
  server_connections: [
    { connections: 90, connectionsMost: 100 },
    { connections: 60, connectionsMost: 100 },
  ],
  jobs: [{ dueJobSeconds: 400 }, { dueJobSeconds: 200 }],
  messages_waiting: [{ overdueMessageSeconds: 1300 }, { overdueMessageSeconds: 900 }],
  answers_unread: [{ unreadSeconds: 1300 }, { unreadSeconds: 900 }],
  messages_failing: [
    { messagesOut: 10, messagesFailed: 6 },
    { messagesOut: 10, messagesFailed: 0 },
  ],
  disk: [{ diskUsed: 0.93 }, { diskUsed: 0.7 }],
  backup_age: [{ backupHours: 40 }, { backupHours: 20 }],
  backup_failed: [{ backupFailed: 1 }, { backupFailed: 0 }],
};

/** Lives through minutes, one look each, and names what was told in which. */
function live(rule: RuleName, given: readonly Partial<Brief>[]): string[] {
  let standing = nothing;
  const told: string[] = [];
  const minutes = given.map((brief, n) => ({ at: minute(n), brief: { times: {}, ...brief } }));
  for (const n of given.keys()) {
    const value = ruleOf(rule).value(minutes.slice(Math.max(0, n - 59), n + 1));
    const verdict = judge(rule, { value, threshold: ruleOf(rule).threshold, standing, now: minute(n) });
    standing = verdict.standing;
    if (verdict.change) told.push(verdict.change);
  }
  return told;
}

const times = (count: number, brief: Partial<Brief>) => Array.from({ length: count }, () => brief);

describe.each(ruleNames)('%s', (rule) => {
  const [trouble, fine] = cases[rule];
  const { after } = ruleOf(rule);

  test('is told once while it lasts, and once that it is over', () => {
    expect(live(rule, times(after + 20, trouble))).toEqual(['raise']);
    expect(live(rule, [...times(after, trouble), ...times(70, fine)])).toEqual(['raise', 'end']);
  });

  test('isn’t told of what is fine, nor of what nobody measured', () => {
    expect(live(rule, times(30, fine))).toEqual([]);
    expect(live(rule, times(30, {}))).toEqual([]);
  });

  test.runIf(after > 1)('isn’t told before it has lasted', () => {
    if (rule === 'slow_answers' || rule === 'turned_away') return;
    expect(live(rule, [...times(after - 1, trouble), fine, ...times(after - 1, trouble)])).toEqual([]);
  });
});

test('what hovers about the threshold is one trouble, over when it has stayed clearly below', () => {
  const hovering = Array.from({ length: 60 }, (_, n) => ({ diskUsed: n % 2 ? 0.91 : 0.89 }));
  expect(live('disk', [...times(2, { diskUsed: 0.91 }), ...hovering])).toEqual(['raise']);
  // Not measured for a while: nothing changes.
  expect(
    live('disk', [...times(2, { diskUsed: 0.95 }), ...times(20, {}), ...times(5, { diskUsed: 0.5 })]),
  ).toEqual(['raise', 'end']);
});

test('whatever is measured, what is raised ends before it is raised again', () => {
  const value = fc.option(fc.double({ min: 0, max: 2, noNaN: true }), { nil: null });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 200 }), (values) => {
      let standing = nothing;
      const told = values.flatMap((one, n) => {
        const verdict = judge('disk', { value: one, threshold: 0.9, standing, now: minute(n) });
        standing = verdict.standing;
        return verdict.change ?? [];
      });
      expect(told).toEqual(told.map((_, n) => (n % 2 === 0 ? 'raise' : 'end')));
      expect(standing.raisedAt !== null).toBe(told.length % 2 === 1);
    }),
  );
});

test('thresholds are set by name, and what no rule is called is named', () => {
  expect(readThresholds(' disk=0.95, event_loop = 800 ')).toEqual({
    set: { disk: 0.95, event_loop: 800 },
    unknown: [],
  });
  expect(readThresholds('dsk=1, disk=a lot').unknown).toEqual(['dsk=1', 'disk=a lot']);
});

test('values are told in words', () => {
  expect([sayValue('disk', 0.934), sayValue('jobs', 90), sayValue('jobs', 400)]).toEqual([
    '93.4 %',
    '90 s',
    '7 min',
  ]);
  expect([sayValue('backup_age', 40.2), sayValue('health', 1)]).toEqual(['40 h', '']);
});
