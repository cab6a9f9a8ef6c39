import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { actAs } from '@/db/session';
import { openScreen } from '@/lib/platform/screen';
import { saveKeeping } from '@/lib/privacy/keeping/mutations';
import { privacyScreen } from '@/lib/privacy/screens';
import { noteRefusal } from './refusals';

let company: TestCompany;
beforeAll(async () => {
  company = await makeCompany();
});

const nothing = { messagesMonths: null, mediaMonths: null, enquiriesMonths: null, photosMonths: null };
type Told = { user_id: string; detail: { permission: string; dropped?: number } };
const told = async ({ manager } = company) => [
  ...(await actAs(manager, (tx) =>
    tx.execute<Told>(
      sql`select user_id, detail from audit_events where action = 'access_refused' order by id`,
    ),
  )),
];

test('who asks for what their role doesn’t have is refused, and a manager finds that they asked', async () => {
  const input = { ...nothing, billsYears: null, version: 0 };
  await expect(saveKeeping(company.staff, input)).rejects.toMatchObject({ code: 'forbidden' });
  const opened = await openScreen(privacyScreen, {
    sessionId: await makeSession(company.staff.userId),
    address: { params: {}, search: {} },
  });
  expect(opened.state).toBe('forbidden');
  const one = { user_id: company.staff.userId, detail: { permission: 'privacy.manage' } };
  expect(await told()).toMatchObject([one, one]);
  // Who may, and a job that works for somebody who no longer does, leave nothing.
  await openScreen(privacyScreen, {
    member: { userId: company.staff.userId, companyId: company.id },
    address: { params: {}, search: {} },
  });
  await openScreen(privacyScreen, {
    sessionId: await makeSession(company.manager.userId),
    address: { params: {}, search: {} },
  });
  expect(await told()).toHaveLength(2);
});

test('a flood of them fills no trail, and hides nothing of another company', async () => {
  const before = (await told()).length;
  await Promise.all(Array.from({ length: 100 }, () => noteRefusal(company.staff, 'privacy.manage')));
  expect((await told()).length - before).toBeLessThanOrEqual(60);
  const other = await makeCompany();
  await noteRefusal(other.staff, 'privacy.manage');
  expect(await told(other)).toHaveLength(1);
});
