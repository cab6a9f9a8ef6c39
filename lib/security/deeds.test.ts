import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';

let owner: Connection;
beforeAll(() => {
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
});
afterAll(() => owner.end());

const data = (table_name: string, action: string, changes: Record<string, [unknown, unknown]> = {}) => ({
  ...{ category: 'data', table_name, action, changes },
});

/** What one entry of the trail counts as, by the database's own rule. */
test.each([
  ['a refund', data('payments', 'insert', { refunds: [null, 'x'], amount: [null, 5] }), 'privilege'],
  ['a payment', data('payments', 'insert', { amount: [null, 5] }), 'added'],
  ['a write-off', data('write_offs', 'insert'), 'privilege'],
  ['its approval', data('write_offs', 'update', { state: ['asked', 'approved'] }), 'changed'],
  ['an event over the limits', data('capacity_overrides', 'insert'), 'privilege'],
  [
    'a price of one’s own',
    data('booking_lines', 'insert', { price_reason: [null, 'Regulars'] }),
    'privilege',
  ],
  [
    'the menu’s price again',
    data('booking_lines', 'update', { price_reason: ['Regulars', null] }),
    'changed',
  ],
  ['a discount', data('bookings', 'update', { agreed_discount_reason: [null, 'Friends'] }), 'privilege'],
  [
    'no discount any more',
    data('bookings', 'update', { agreed_discount_reason: ['Friends', null] }),
    'changed',
  ],
  ['fewer guests than were final', data('bookings', 'update', { guaranteed_guests: [100, 80] }), 'privilege'],
  ['more guests', data('bookings', 'update', { guaranteed_guests: [80, 100] }), 'changed'],
  ['the first final count', data('bookings', 'update', { guaranteed_guests: [null, 100] }), 'changed'],
  ['another role', data('memberships', 'update', { role: ['staff', 'manager'] }), 'permission'],
  ['an invitation', data('invitations', 'insert'), 'permission'],
  [
    'who needs a second step',
    data('companies', 'update', { second_factor_roles: [[], ['staff']] }),
    'permission',
  ],
  ['another address', data('companies', 'update', { address: ['a', 'b'] }), 'changed'],
  ['what was removed', data('items', 'delete'), 'removed'],
  ['a wrong password', { category: 'security', action: 'sign_in_failed' }, 'failed'],
  ['a wrong code', { category: 'security', action: 'second_step_failed' }, 'failed'],
  ['a sign-in', { category: 'activity', action: 'signed_in' }, 'signed_in'],
  [
    'a colleague’s second step taken away',
    { category: 'security', action: 'second_step_reset' },
    'permission',
  ],
  ['a list taken along', { category: 'activity', action: 'exported' }, 'exported'],
  ['a file taken along', { category: 'activity', action: 'file_downloaded' }, 'downloaded'],
  ['a look', { category: 'activity', action: 'read', table_name: 'customers' }, 'read'],
  ['something else', { category: 'activity', action: 'signed_out' }, 'other'],
])('%s', async (_, entry, deed) => {
  const [row] = await owner`
    select activity_deed(jsonb_populate_record(null::audit_events, ${owner.json(entry as never)})) as deed`;
  expect(row?.deed).toBe(deed);
});
