import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageStatuses } from '@/db/enums';
import { mergeStatus, statusOfWord } from './merge-status';

describe('status merge', () => {
  const known = fc.constantFrom(...messageStatuses.filter((one) => one !== 'not_sent' && one !== 'received'));

  test('order and repetition don’t matter, and what was reached is never lost (defect 14)', () => {
    fc.assert(
      fc.property(
        fc.array(known, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (all, picks) => {
          const shuffled = [...all, ...all];
          for (let at = shuffled.length - 1; at > 0; at -= 1) {
            const other = (picks.next().value ?? 0) % (at + 1);
            [shuffled[at], shuffled[other]] = [shuffled[other] ?? 'waiting', shuffled[at] ?? 'waiting'];
          }
          const rank = (status: string) =>
            ['queued', 'sent', 'failed', 'delivered', 'read'].indexOf(
              status === 'undelivered' ? 'failed' : status,
            );
          const fold = (list: typeof all) => rank(list.reduce(mergeStatus, 'sending'));
          expect(fold(shuffled)).toBe(fold(all));
          expect(fold(all)).toBe(Math.max(...all.map(rank)));
        },
      ),
    );
  });

  test('what was decided against stays so, and unknown words change nothing', () => {
    expect(mergeStatus('not_sent', 'delivered')).toBe('not_sent');
    expect(statusOfWord('teleported')).toBeUndefined();
    expect(statusOfWord('constructor')).toBeUndefined();
  });
});
