import { expect, test } from 'vitest';
import { driftOf } from './template-approval';

test('a pause, a rejection and another category are noticed once', () => {
  const before = {
    approval: 'approved' as const,
    grantedCategory: null,
    category: 'utility' as const,
  };
  const after = { approval: 'approved' as const, grantedCategory: null };
  expect(driftOf(before, after)).toBeUndefined();
  expect(driftOf(before, { ...after, approval: 'paused' })).toBe('paused');
  expect(driftOf(before, { ...after, approval: 'disabled' })).toBe('disabled');
  expect(driftOf({ ...before, approval: 'pending' as never }, { ...after, approval: 'rejected' })).toBe(
    'rejected',
  );
  expect(driftOf(before, { ...after, grantedCategory: 'marketing' })).toBe('category');
  expect(
    driftOf({ ...before, grantedCategory: 'marketing' as never }, { ...after, grantedCategory: 'marketing' }),
  ).toBeUndefined();
});
