import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bookingStatuses } from '@/db/enums';
import { mayAdvance, mayEdit, mayPay, nextStep, type Status, timeProblems } from './rules';

const now = new Date('2026-06-01T12:00Z');
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const coming = { startsAt: hours(72), endsAt: hours(76), menuLines: 2 };

describe('advancing', () => {
  const allowed: Record<Status, Status[]> = {
    enquiry: ['quoted', 'confirmed', 'cancelled'],
    quoted: ['enquiry', 'confirmed', 'cancelled'],
    confirmed: ['in_progress', 'cancelled'],
    in_progress: ['completed', 'cancelled'],
    completed: [],
    cancelled: [],
  };
  const running = { startsAt: hours(-1), endsAt: hours(3), menuLines: 1 };

  test.each(bookingStatuses)('from %s only where the life of a booking leads', (status) => {
    const reached = bookingStatuses.filter((to) => mayAdvance({ ...running, status }, to, now).ok);
    expect(reached.toSorted()).toEqual(allowed[status].toSorted());
  });

  test('every refusal has a sentence', () => {
    for (const status of bookingStatuses)
      for (const to of bookingStatuses) {
        const decision = mayAdvance({ ...running, status }, to, now);
        if (!decision.ok) expect(decision.reason).toMatch(/^[A-Z].{15,}\.$/);
      }
  });

  test('confirming needs a dish and an event that isn’t over', () => {
    const enquiry = { ...coming, status: 'enquiry' } as const;
    expect(mayAdvance(enquiry, 'confirmed', now).ok).toBe(true);
    expect(mayAdvance({ ...enquiry, menuLines: 0 }, 'confirmed', now).ok).toBe(false);
    expect(mayAdvance({ ...enquiry, startsAt: hours(-5), endsAt: now }, 'confirmed', now).ok).toBe(false);
  });

  test.each([
    [24, true],
    [24.01, false],
    [-100, true],
  ])('starting %d hours before the beginning: %s', (before, ok) => {
    const booking = { ...coming, startsAt: hours(before), status: 'confirmed' } as const;
    expect(mayAdvance(booking, 'in_progress', now).ok).toBe(ok);
  });

  test('completing waits for the beginning', () => {
    const booking = { ...coming, status: 'in_progress' } as const;
    expect(mayAdvance({ ...booking, startsAt: hours(0.01) }, 'completed', now).ok).toBe(false);
    expect(mayAdvance({ ...booking, startsAt: now }, 'completed', now).ok).toBe(true);
  });

  test('the next step is one that the life of a booking has, until it has ended', () => {
    for (const status of bookingStatuses) {
      const step = nextStep({ ...running, status }, now);
      expect(step ? allowed[status].includes(step.to) : allowed[status].length === 0).toBe(true);
    }
  });
});

describe('editing', () => {
  test('is over for everyone once completed or cancelled, and for clients after the enquiry', () => {
    const open = (role: 'manager' | 'staff' | 'client') =>
      bookingStatuses.filter((status) => mayEdit(status, role).ok);
    expect(open('manager')).toEqual(['enquiry', 'quoted', 'confirmed', 'in_progress']);
    expect(open('staff')).toEqual(open('manager'));
    expect(open('client')).toEqual(['enquiry']);
  });
});

describe('times', () => {
  const ok = { startsAt: hours(1), endsAt: hours(5), moved: true, now };

  test.each([
    ['a coming event', ok, []],
    ['the past', { ...ok, startsAt: hours(-1) }, ['startsAt']],
    ['the past, where it was before', { ...ok, startsAt: hours(-1), moved: false }, []],
    ['an end before the start', { ...ok, endsAt: hours(0.5) }, ['endsAt']],
    ['an end at the start', { ...ok, endsAt: ok.startsAt }, ['endsAt']],
    ['24 hours', { ...ok, endsAt: hours(25) }, []],
    ['more than 24 hours', { ...ok, endsAt: hours(25.1) }, ['endsAt']],
    ['a time that isn’t one', { ...ok, startsAt: undefined }, ['startsAt']],
  ])('%s', (_, given, fields) => {
    expect(Object.keys(timeProblems(given))).toEqual(fields);
  });
});

test('a payment is allowed exactly when it leaves 0 ≤ paid ≤ total', () => {
  const amount = fc.integer({ min: -10, max: 300 });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 0, max: 200 }),
      amount,
      (total, part, sum) => {
        const paid = Math.min(total, part);
        expect(mayPay({ status: 'confirmed', total, paid, takenOff: 0 }, sum).ok).toBe(
          sum > 0 && paid + sum <= total,
        );
      },
    ),
  );
  const off = { status: 'cancelled', total: 100, paid: 0 } as const;
  expect(mayPay({ ...off, takenOff: 100 }, 10).ok).toBe(false);
  // What is still asked for one that was called off.
  expect(mayPay({ ...off, takenOff: 60 }, 40).ok).toBe(true);
  expect(mayPay({ ...off, takenOff: 60 }, 41).ok).toBe(false);
});
