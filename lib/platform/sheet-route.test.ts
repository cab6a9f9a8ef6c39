import { eq, sql } from 'drizzle-orm';
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { beforeAll, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { conversations, messages } from '@/db/schema/messaging';
import { sessions } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { pageSize } from '@/lib/bookings/list-pages';
import { listBookings } from '@/lib/bookings/list-queries';
import { bookingsFile } from '@/lib/bookings/screens';
import { bookingSheet } from '@/lib/bookings/sheet';
import { customersFile } from '@/lib/customers/screens';
import { feedbackFile, unansweredFile } from '@/lib/feedback/screens';
import { feedbackSheet, unansweredSheet } from '@/lib/feedback/sheet';
import { conversationSheet, logSheet } from '@/lib/messaging/conversations/sheet';
import { conversationsFile, messageLogFile } from '@/lib/messaging/screens';
import { byteOrderMark } from './csv';
import { sheetRoute } from './sheet-route';
import { sheetList } from './sheet-screen';
import { workbook } from './workbook';

// The cookie is sealed by Next’s own; which session it names is what is asked here.
vi.mock('@/lib/auth/session-id', () => ({
  sessionIdOfCookies: async (cookie: string) => cookie || undefined,
}));

const GET = sheetRoute(sheetList(bookingsFile, bookingSheet));
const ask = (session: string, query = '', get = GET) =>
  get(new Request(`http://cater.test/api/v1/bookings/export${query}`, { headers: { cookie: session } }));

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

test('is a workbook where that is asked for: the same rows, figures as figures, and no formula', async () => {
  const answer = await ask(staff, '?file=xlsx');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="bookings.xlsx"');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const { sheets } = await readXlsx(bytes);
  expect(sheets.map(({ name }) => name)).toEqual(['bookings']);
  const rows: unknown[][] = [];
  for await (const { values } of streamXlsxRows(bytes)) rows.push(values);
  const lines = (await (await ask(staff)).text()).trimEnd().split('\r\n');
  expect(rows.map(([reference]) => reference)).toEqual(
    lines.map((line) => line.replace(byteOrderMark, '').split(',')[0]),
  );
  expect(rows).toHaveLength(many + 1);
  const [heads = [], first = []] = rows;
  expect(first[heads.indexOf('Customer')]).toBe('=HYPERLINK("x")');
  expect(first[heads.indexOf('Guests')]).toBe(75);
});

test('a workbook of a cell that is too long for one, of signs that XML can’t hold and of any script opens', async () => {
  const typed = ['x'.repeat(5_000_000), 'a\u0000b', 'مرحبا 🎉 <b>&', '=1+1', '', null, 12.5];
  async function* records() {
    yield [typed];
  }
  const bytes = new Uint8Array(await new Response(workbook('Ugly', records())).arrayBuffer());
  const rows: unknown[][] = [];
  for await (const { values } of streamXlsxRows(bytes)) rows.push(values);
  const [[long = '', ...rest] = []] = rows;
  expect(String(long)).toHaveLength(32_767);
  expect(rest).toEqual(['a\u0000b', 'مرحبا 🎉 <b>&', '=1+1', '', null, 12.5]);
});

test('follows the filter and forgets the page it was asked from', async () => {
  const lines = (await (await ask(staff, '?status=quoted&after=1.x')).text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
});

test('nobody takes a file who hasn’t proved of late who they are: a browser is led there and back to its list', async () => {
  const session = await makeSession(company.staff.userId);
  await actAs({ role: 'auth', name: 'test' }, (tx) =>
    tx
      .update(sessions)
      .set({ confirmedAt: new Date(Date.now() - 11 * 60_000) })
      .where(eq(sessions.id, session)),
  );
  const from = (headers: Record<string, string>) =>
    GET(
      new Request('http://cater.test/api/v1/bookings/export', {
        headers: { cookie: session, host: 'cater.test', ...headers },
      }),
    );
  const page = { accept: 'text/html,*/*;q=0.8' };
  const led = await from({ ...page, referer: 'http://cater.test/bookings?q=a' });
  expect([led.status, led.headers.get('location')]).toEqual([303, '/confirm?next=%2Fbookings%3Fq%3Da']);
  const strange = await from({ ...page, referer: 'http://evil.test/bookings' });
  expect(strange.headers.get('location')).toBe('/confirm?next=%2Fexports');
  const program = await from({});
  expect(program.status).toBe(403);
  expect(await program.json()).toMatchObject({ error: { message: expect.stringContaining('it is you') } });
});

test('a client and who isn’t signed in get no file', async () => {
  const { id } = await makeCustomer(company.id);
  const client = await makeUser({ companyId: company.id, role: 'client', customerId: id });
  expect((await ask(await makeSession(client.id))).status).toBe(403);
  expect((await ask('')).status).toBe(401);
});

test('a file that ends before the list does says so in its last line, whole ones don’t', async () => {
  const linesOf = async (most: number) =>
    (await (await ask(staff, '', sheetRoute(sheetList(bookingsFile, bookingSheet), { most }))).text())
      .trimEnd()
      .split('\r\n');
  const cut = await linesOf(5);
  expect(cut).toHaveLength(1 + 5 + 1);
  expect(cut.at(-1)).toBe('The first 5 rows. Narrow the list for the rest.');
  expect((await linesOf(many)).at(-1)).toContain('Event');
  expect(await linesOf(many)).toHaveLength(1 + many);
});

test('holds what was selected alone, and nothing of others', async () => {
  const { rows } = await listBookings(company.staff, {}, new Date());
  const theirs = await makeBooking((await makeCompany()).id, { eventName: 'Event of others' });
  const ids = [rows[3]?.id, rows[1]?.id, theirs.id];
  const lines = (await (await ask(staff, `?ids=${ids.join()}`)).text()).trimEnd().split('\r\n');
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual([rows[1]?.reference, rows[3]?.reference]);
  expect((await (await ask(staff, '?ids=x')).text()).trimEnd().split('\r\n')).toHaveLength(1);
});

test('holds every row that a search fits, also where the page shows the newest of too many', async () => {
  const own = await makeCompany();
  const { id: customerId } = await makeCustomer(own.id, { name: 'Adjoa' });
  const one = await makeBooking(own.id, { customerId, eventName: 'Durbar' });
  await actAs(own.system, (tx) =>
    tx.execute(sql`insert into bookings (id, company_id, customer_id, event_name, event_type, starts_at, ends_at, venue, guests)
      select gen_random_uuid(), company_id, customer_id, 'Durbar ' || n, event_type, starts_at, ends_at, 'Hall ' || n, guests
      from bookings, generate_series(1, 1100) n where id = ${one.id}`),
  );
  const session = await makeSession(own.staff.userId);
  const lines = (await (await ask(session, '?q=durbar')).text()).trimEnd().split('\r\n');
  expect(new Set(lines).size).toBe(1 + 1101);
  const page = await listBookings(own.staff, { q: 'durbar' }, new Date());
  expect(page.limit).toContain('More than a thousand fit');
}, 60_000);

test('asks for the rows alone: no chip is counted again for each page', async () => {
  const asked = await actAs(company.staff, async (tx) => [
    bookingsFile.ask(tx, { filter: {}, ids: undefined }, new Date()).length,
    customersFile.ask(tx, {}, new Date()).length,
    feedbackFile.ask(tx, { period: null }, new Date()).length,
    unansweredFile.ask(tx, { view: 'unanswered' }, new Date()).length,
    conversationsFile.ask(tx, {}, new Date()).length,
    messageLogFile.ask(tx, {}, new Date()).length,
  ]);
  expect(asked).toEqual([1, 1, 1, 1, 1, 1]);
});

test('messages and feedback are files of the same kind, their words whole and no formula', async () => {
  const own = await makeCompany();
  const session = await makeSession(own.staff.userId);
  const words = `=1+1 ${'jollof '.repeat(60)}end`;
  await actAs(own.system, async (tx) => {
    const [talk] = await tx
      .insert(conversations)
      .values({ companyId: own.id, address: 'whatsapp:+233200000001', profileName: '@ama', unread: 2 })
      .returning();
    await tx.insert(messages).values({
      companyId: own.id,
      conversationId: talk?.id ?? '',
      direction: 'inbound',
      kind: 'inbound',
      status: 'received',
      body: words,
    });
  });
  const text = async (get: ReturnType<typeof sheetRoute>) => (await ask(session, '', get)).text();
  const log = await text(sheetRoute(sheetList(messageLogFile, logSheet)));
  expect(log).toContain(`'${words}`);
  const talks = await text(sheetRoute(sheetList(conversationsFile, conversationSheet)));
  expect(talks).toContain("'@ama,");
  for (const list of [sheetList(feedbackFile, feedbackSheet), sheetList(unansweredFile, unansweredSheet)])
    expect((await text(sheetRoute(list))).trimEnd().split('\r\n')).toHaveLength(1);
  expect((await ask('', '', sheetRoute(sheetList(messageLogFile, logSheet)))).status).toBe(401);
});
