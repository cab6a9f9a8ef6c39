import { expect, test } from 'vitest';
import type { Actor } from '@/db/session';
import { gate } from './gate';

test('stays the gate, whoever is handed over as where it came from', () => {
  const manager: Actor = { role: 'manager', companyId: 'c', userId: 'u', ip: '192.0.2.1', requestId: 'r' };
  expect(gate('sign-in', manager)).toEqual({
    role: 'auth',
    name: 'sign-in',
    ip: '192.0.2.1',
    requestId: 'r',
  });
  expect(gate('sign-in', {})).toEqual({ role: 'auth', name: 'sign-in' });
});
