import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseStates } from '@/db/enums';
import {
  type CaseStep,
  deadlineOf,
  decideEscalation,
  decideStep,
  holdsAtOnce,
  nextStep,
  startClocks,
} from './rules';

const opened = new Date('2026-06-10T12:00:00Z');
const later = (minutes: number) => new Date(opened.getTime() + minutes * 60_000);
const clocks = startClocks(opened, 240);

test('both clocks run for the company’s minutes', () => {
  expect(clocks).toEqual({ acknowledgeBy: later(240), resolveBy: later(480) });
  expect(deadlineOf({ state: 'open', ...clocks })).toEqual(later(240));
  expect(deadlineOf({ state: 'acknowledged', ...clocks })).toEqual(later(480));
  expect(deadlineOf({ state: 'resolved', ...clocks })).toBeNull();
});

describe('escalation', () => {
  const open = { state: 'open' as const, escalations: 0, ...clocks };

  test('comes with the missed clock, once for each', () => {
    expect(decideEscalation(open, later(239))).toEqual({ escalate: false, next: later(240) });
    expect(decideEscalation(open, later(240))).toEqual({ escalate: true, missed: 'acknowledge' });
    expect(decideEscalation({ ...open, escalations: 1 }, later(300))).toEqual({
      escalate: false,
      next: later(480),
    });
    expect(decideEscalation({ ...open, escalations: 1 }, later(480))).toEqual({
      escalate: true,
      missed: 'resolve',
    });
    expect(decideEscalation({ ...open, escalations: 2 }, later(9_999))).toEqual({
      escalate: false,
      next: null,
    });
  });

  test('after an outage over both clocks it comes once, for the graver one', () => {
    expect(decideEscalation(open, later(5_000))).toEqual({ escalate: true, missed: 'resolve' });
  });

  test('never after the case is resolved, and never more than twice', () => {
    const anyCase = fc.record({ state: fc.constantFrom(...caseStates), escalations: fc.nat(3) });
    fc.assert(
      fc.property(anyCase, fc.nat(10_000), ({ state, escalations }, minutes) => {
        const decision = decideEscalation({ state, escalations, ...clocks }, later(minutes));
        if (state === 'resolved' || state === 'closed' || escalations >= 2)
          expect(decision.escalate).toBe(false);
      }),
    );
  });
});

describe('steps', () => {
  test('the next step of a case is always allowed', () => {
    for (const state of caseStates) {
      const row = { state, reaskedAt: null };
      const step = nextStep(row);
      expect(step && decideStep(row, step).ok).toBe(true);
    }
    expect(nextStep({ state: 'closed', reaskedAt: opened })).toBeNull();
  });

  test('every refusal says why', () => {
    const all: CaseStep[] = ['acknowledge', 'resolve', 'close', 'reopen', 'reask'];
    for (const step of all) {
      const refused = caseStates
        .map((state) => decideStep({ state, reaskedAt: opened }, step))
        .filter((decision) => !decision.ok);
      expect(refused.length).toBeGreaterThan(0);
      for (const decision of refused) expect(!decision.ok && decision.reason).toMatch(/\.$/);
    }
  });
});

test('a remedy holds up to the limit, above it with a manager only', () => {
  const limit = 50_000;
  fc.assert(
    fc.property(fc.nat(100_000), fc.boolean(), (amount, mayApprove) => {
      const held = holdsAtOnce({ amount, limit, mayApprove });
      expect(held).toBe(mayApprove || amount <= limit);
    }),
  );
});
