import { expect, test } from 'vitest';
import { driftOf } from './template-approval';

test('a pause, a rejection and another category are noticed once', () => {
  const before = {
    approval: 'approved' as const,
    grantedCategory: null,
    category: 'utility' as const,
    name: 'x',
  };
  const after = { approval: 'approved' as const, grantedCategory: null, rejectionReason: null };
  expect(driftOf(before, after)).toBeUndefined();
  expect(driftOf(before, { ...after, approval: 'paused' })?.key).toBe('paused');
  expect(driftOf({ ...before, approval: 'pending' as never }, { ...after, approval: 'rejected' })?.key).toBe(
    'rejected',
  );
  expect(driftOf(before, { ...after, grantedCategory: 'marketing' })?.key).toBe('category');
  expect(
    driftOf({ ...before, grantedCategory: 'marketing' as never }, { ...after, grantedCategory: 'marketing' }),
  ).toBeUndefined();
});
