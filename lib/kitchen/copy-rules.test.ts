import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Party, Version } from '@/lib/bookings/versions/rules';
import { changesSince, judgeCopy, knownTo, readCopy } from './copy-rules';

const at = new Date('2026-12-12T10:00:00Z');
const version = (
  number: number,
  changes: Version['changes'],
  waiting: Party[] = [],
  knowing: Party[] = [],
): Version => ({
  ...{ number, changes, madeAt: at, madeBy: 'Esi' },
  notices: [
    ...waiting.map((party) => ({ party, at: null, by: null })),
    ...knowing.map((party) => ({ party, at, by: 'Kofi' })),
  ],
});
const guests = (old: number, now: number) => ({ key: 'guests', old, new: now });

describe('a copy', () => {
  test('is the kitchen’s where the address names none, or one that isn’t', () => {
    expect([undefined, 'client', ['office'], 'driver'].map(readCopy)).toEqual([
      'kitchen',
      'kitchen',
      'kitchen',
      'driver',
    ]);
  });

  test('tells its reader what changed after the version they last knew, each thing once', () => {
    const versions = [
      version(4, [guests(90, 100)], ['kitchen', 'service']),
      version(3, [guests(75, 90), { key: 'venue', old: 'Hall', new: 'Garden' }], ['kitchen'], ['service']),
      version(2, [{ key: 'dietary', old: null, new: 'No nuts' }], [], ['kitchen', 'service']),
      version(1, []),
    ];
    expect(knownTo(versions, 'kitchen')).toBe(2);
    expect(knownTo(versions, 'service')).toBe(3);
    expect(knownTo(versions, 'driver')).toBe(4);
    expect(changesSince(versions, 2)).toEqual([
      guests(75, 100),
      { key: 'venue', old: 'Hall', new: 'Garden' },
    ]);
    expect(changesSince(versions, 4)).toEqual([]);
  });

  test('is stale behind the newest version, and says what changed; one that came back is no change', () => {
    const versions = [version(3, [guests(90, 75)]), version(2, [guests(75, 90)]), version(1, [])];
    expect(judgeCopy(versions, 3)).toMatchObject({ state: 'current', newest: 3 });
    expect(judgeCopy(versions, 1)).toEqual({ state: 'stale', newest: 3, changes: [] });
    expect(judgeCopy(versions, 2)).toMatchObject({ state: 'stale', changes: [guests(90, 75)] });
    expect(judgeCopy(versions, 9).state).toBe('unknown');
    expect(judgeCopy([], 0).state).toBe('current');
  });

  test('of any version, with what changed since, is what there is now', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 2, maxLength: 12 }), fc.nat(11), (values, from) => {
        const versions = values
          .slice(1)
          .map((value, index) => version(index + 2, [guests(values[index] ?? 0, value)]));
        const held = Math.min(from + 1, values.length);
        const [change] = changesSince([version(1, []), ...versions], held);
        expect(change ? change.new : values[held - 1]).toBe(values.at(-1));
      }),
    );
  });
});
