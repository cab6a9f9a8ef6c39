import { beforeAll, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { pageSize } from '@/lib/bookings/queries';
import { bookingsScreen } from '@/lib/bookings/screens';
import { bookingSheet } from '@/lib/bookings/sheet';
import { csvRoute } from './csv-route';

// The cookie is sealed by Next’s own; which session it names is what is asked here.
vi.mock('@/lib/auth/session-id', () => ({
  sessionIdOfCookies: async (cookie: string) => cookie || undefined,
}));

const GET = csvRoute(bookingsScreen, bookingSheet);
const ask = (session: string, query = '') =>
  GET(new Request(`http://cater.test/api/v1/bookings/export${query}`, { headers: { cookie: session } }));

let company: TestCompany;
let staff: string;
const many = pageSize + 3;

beforeAll(async () => {
  company = await makeCompany();
  staff = await makeSession(company.staff.userId);
  const { id } = await makeCustomer(company.id, { name: '=HYPERLINK("x")' });
  for (let index = 0; index < many; index += 1)
    await makeBooking(company.id, {
      customerId: id,
      eventName: `Event ${index}`,
      status: index === 0 ? 'quoted' : 'enquiry',
      startsAt: new Date(Date.UTC(2027, 4, 1, index)),
    });
  await makeBooking((await makeCompany()).id, { eventName: 'Event of others' });
}, 60_000);

test('holds every page of the list, with its mark, and no formula', async () => {
  const answer = await ask(staff);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="bookings.csv"');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
  expect(lines).toHaveLength(many + 1);
  expect(new Set(lines).size).toBe(many + 1);
  expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
  expect(lines.join()).not.toContain('Event of others');
});

test('follows the filter and forgets the page it was asked from', async () => {
  const lines = (await (await ask(staff, '?status=quoted&after=1.x')).text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
});

test('a client and who isn’t signed in get no file', async () => {
  const { id } = await makeCustomer(company.id);
  const client = await makeUser({ companyId: company.id, role: 'client', customerId: id });
  expect((await ask(await makeSession(client.id))).status).toBe(403);
  expect((await ask('')).status).toBe(401);
});
