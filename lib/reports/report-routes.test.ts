import { desc } from 'drizzle-orm';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, expect, test, vi } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { auditEvents } from '@/db/schema/partitioned/audit';
import { actAs } from '@/db/session';
import { answerReport, answerReportFile } from './report-routes';
import { reportScreens } from './screens';

// The cookie is sealed by Next’s own; which session it names is what is asked here.
vi.mock('@/lib/auth/session-id', () => ({
  sessionIdOfCookies: async (cookie: string) => cookie || undefined,
}));

let company: TestCompany;
const sessions = { manager: '', staff: '', client: '' };

beforeAll(async () => {
  company = await makeCompany();
  const customer = await makeCustomer(company.id);
  const client = await makeUser({ companyId: company.id, role: 'client', customerId: customer.id });
  sessions.manager = await makeSession(company.manager.userId);
  sessions.staff = await makeSession(company.staff.userId);
  sessions.client = await makeSession(client.id);
});

const ask = (who: keyof typeof sessions | '', report: string, file?: string) =>
  (file ? answerReportFile : answerReport)(
    new Request(`http://cater.test/api/v1/reports/${report}?range=last_month${file ? `&file=${file}` : ''}`, {
      headers: { cookie: who && sessions[who] },
    }),
    { params: Promise.resolve({ report }) },
  );

const exports = () =>
  actAs(company.manager, (tx) => tx.select().from(auditEvents).orderBy(desc(auditEvents.id))).then((rows) =>
    rows.filter(({ action }) => action === 'exported'),
  );

test.each([
  ['manager', 'financial', 200],
  ['staff', 'bookings', 200],
  ['staff', 'feedback', 200],
  ['staff', 'satisfaction', 200],
  ['staff', 'quality', 200],
  ['staff', 'menu', 200],
  ['staff', 'financial', 403],
  ['staff', 'activity', 403],
  ['client', 'menu', 403],
  ['', 'menu', 401],
  ['manager', 'everything', 404],
] as const)('%s asks for %s: %i', async (who, report, status) => {
  expect((await ask(who, report)).status).toBe(status);
  const before = (await exports()).length;
  const file = await ask(who, report, 'csv');
  expect(file.status).toBe(status);
  expect((await exports()).length).toBe(before + (status === 200 ? 1 : 0));
});

test.each([...reportScreens.keys()])(
  '%s opens for a manager, on screen and in each of its forms',
  async (report) => {
    expect((await ask('manager', report)).status).toBe(200);
    const begins = { csv: '\uFEFF', xlsx: 'PK', pdf: '%PDF-' };
    for (const [file, beginning] of Object.entries(begins)) {
      const answer = await ask('manager', report, file);
      expect([file, answer.status]).toEqual([file, 200]);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(
        bytes.subarray(0, Buffer.byteLength(beginning)).toString(file === 'xlsx' ? 'latin1' : 'utf8'),
      ).toBe(beginning);
    }
  },
);

test('staff see of the menu neither costs nor what they leave', async () => {
  const text = await (await ask('staff', 'menu')).text();
  expect(text).toContain('By dish');
  expect(text).not.toMatch(/Cost|Left after|Kind/);
});

test('a file says what it is of, in each form, and who took it is in the trail', async () => {
  const csv = await (await ask('manager', 'financial', 'csv')).text();
  expect(csv.startsWith('Financial summary\r\n')).toBe(true);
  expect(csv).toContain('Billed before tax (GHS),0');
  expect(csv).toContain('Tax for filing');
  const xlsx = await ask('manager', 'financial', 'xlsx');
  const book = await readXlsx(new Uint8Array(await xlsx.arrayBuffer()));
  expect(book.sheets[0]?.rows[0]?.[0]).toBe('Financial summary');
  const pdf = await ask('manager', 'financial', 'pdf');
  expect(new TextDecoder().decode((await pdf.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
  const [latest] = await exports();
  expect(latest).toMatchObject({
    userId: company.manager.userId,
    detail: { list: 'financial-report', filter: 'range=last_month', format: 'pdf', rows: expect.any(Number) },
  });
});
