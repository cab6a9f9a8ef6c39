import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, makeUser } from '@/db/factories/company';
import { may, type Role } from '@/lib/auth/permissions';
import { rowKinds } from '@/lib/dashboard/insights/filter';
import { type Address, openScreen, type Questions, type Screen } from '@/lib/platform/screen';

type AnyScreen = Screen<unknown, Questions, unknown>;

const files = readdirSync(import.meta.dirname, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && /(^|-)screens\.ts$/.test(entry.name))
  .map((entry) => relative(import.meta.dirname, join(entry.parentPath, entry.name)))
  .sort();

const isScreen = (value: unknown): value is AnyScreen =>
  typeof value === 'object' &&
  value !== null &&
  ['permission', 'input', 'ask', 'tell'].every((part) => part in value);

const someId = '0198c1f2-0000-7000-8000-000000000001';
/** An address that most screens can make something of, so that one bad part of it isn't hidden behind another. */
const fair: Record<string, string> = {
  ...{ start: '2026-11-27T10:00', end: '2026-11-27T14:00', days: '2026-11-27', from: '2026-11-01' },
  ...{ to: '2026-11-30', day: '2026-11-27', month: '2026-11', period: 'month', guests: '20' },
  ...{ style: 'buffet', venue: 'Hall', booking: someId, bookings: someId, q: 'ama', of: '/bookings' },
};

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64url');
const words = [
  'null',
  '__proto__',
  'constructor',
  'NaN',
  '%',
  "'",
  '\\',
  '{',
  '{a',
  '"',
  '[]',
  '//evil.test',
];
const unseen = ['\u0000', 'Ama\u0000', '\ud800', 'a\udfffb', '\u202e', '/\u0000'];
const numbers = ['-1', '0', '1e400', '3000000000', '99999999999999999999', '-9223372036854775809', '1,2,3'];
const days = ['2026-02-30', '0000-00-00', '0001-01-01', '9999-12-31', '275760-09-13', '2026-13', '2026-W99'];
const moments = ['2026-02-30T10:00', '9999-12-31T23:59', '2026-11-27T24:00'];
/** In the forms that cursors have. */
const places = [
  ...['8640000000000000', '-8640000000000000', '253402300799999'].map((at) => `${at}.${someId}`),
  ...['1.999999999999999', '1732700000000.999999999999999', `1732700000000.${someId}`],
  ...['a\u0000b', '\u00ff\u00fe', 'Ama', '', '-1', '1e9', '999999999999999', '-infinity', ...days]
    .concat('9998-12-31T23:59:59.999Z', '2026-02-31T00:00:00.000Z', '2026-02-28T25:61:00+00:00')
    .concat('2026-02-30.1', '1732700000000:2026-02-30', '1732700000000:2026-13', '1732700000000:x:y')
    .map((text) => `${base64(text)}.${someId}`),
];
/** What addresses hold that no person types and no row can match. */
const hostile: (string | string[])[] = [
  ...[...words, ...unseen, ...numbers, ...days, ...moments, ...places],
  ...[someId.toUpperCase(), `${someId},${someId}`, 'a'.repeat(5000), 'é '.repeat(900), ['a', 'b'], []],
];
/** How lists stand, which says what a place in them is. */
const stands = [
  ...['date', 'month', 'customer', 'occasion', 'type', 'status', 'venue'].map((group) => ({ group })),
  ...['total', 'total-low', 'customer', 'last', 'added', 'name-z', 'latest'].map((order) => ({ order })),
  ...rowKinds.map((of) => ({ of })),
  ...[{ state: 'open' }, { state: 'overdue' }, { view: 'unanswered' }],
];

/** The names that a screen asks its address for. */
function namesOf(
  { input }: AnyScreen,
  params: Record<string, string>,
): { search: string[]; params: string[] } {
  const asked = { search: new Set<string>(), params: new Set<string>() };
  const heard = (into: Set<string>, from: Record<string, string>) =>
    new Proxy(from, {
      get: (target, name) => {
        if (typeof name === 'string') into.add(name);
        return target[name as string];
      },
      has: (target, name) => {
        if (typeof name === 'string') into.add(name);
        return name in target;
      },
    });
  input({ params: heard(asked.params, params), search: heard(asked.search, fair) });
  return { search: [...asked.search], params: [...asked.params] };
}

/** Every address of a screen with one hostile part, without those that it reads alike. */
function addressesOf(screen: AnyScreen): Address[] {
  const params = { id: someId, report: 'financial', conversationId: someId, messageId: someId };
  const names = namesOf(screen, params);
  const all: Address[] = [
    ...names.search.flatMap((name) =>
      hostile.map((value) => ({ params, search: { ...fair, [name]: value } })),
    ),
    ...names.search.flatMap((name) => hostile.map((value) => ({ params, search: { [name]: value } }))),
    ...['after', 'before'].flatMap((name) =>
      places.flatMap((value) => stands.map((stand) => ({ params, search: { ...stand, [name]: value } }))),
    ),
    ...names.params.flatMap((name) =>
      hostile.map((value) => ({ params: { ...params, [name]: String(value) }, search: {} })),
    ),
  ];
  const seen = new Map<string, Address>();
  for (const address of all) {
    const input = screen.input(address);
    if (input !== undefined) seen.set(JSON.stringify(input), address);
  }
  return [...seen.values()];
}

/** Who looks: whoever of these may open the screen. */
let readers: { role: Role; userId: string; companyId: string }[];
beforeAll(async () => {
  const { id: companyId, manager } = await makeCompany();
  const { customerId } = await makeBooking(companyId);
  const { id } = await makeUser({ companyId, role: 'client', customerId });
  readers = [
    { role: 'manager', userId: manager.userId, companyId },
    { role: 'client', userId: id, companyId },
  ];
});

async function faultsOf(name: string, screen: AnyScreen): Promise<string[]> {
  const faults: string[] = [];
  for (const { role, ...member } of readers.filter((one) => may(one.role, screen.permission)))
    for (const address of addressesOf(screen))
      await openScreen(screen, { member, address, attended: false }).catch(
        (error: Error & { cause?: Error }) => {
          const asked = JSON.stringify(screen.input(address)).slice(0, 300);
          faults.push(`${name} as ${role}, ${asked}: ${error.cause?.message ?? error.message}`);
        },
      );
  return faults;
}

describe('an address that somebody wrote', () => {
  test.each(files)('of %s never reaches the database as an error', { timeout: 120_000 }, async (file) => {
    const faults: string[] = [];
    for (const [name, found] of Object.entries((await import(`./${file}`)) as object))
      if (isScreen(found)) faults.push(...(await faultsOf(name, found)));
    expect(faults).toEqual([]);
  });
});
