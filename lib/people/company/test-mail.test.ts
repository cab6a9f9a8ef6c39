import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { type Actor, actAs } from '@/db/session';
import { startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { forgetEnv } from '@/lib/platform/env';
import { sendTestMail } from './test-mail';

let provider: TestProvider;
let company: TestCompany;
beforeAll(async () => {
  process.env.MAIL_FROM = 'office@example.test';
  provider = await startProvider({}, { mail: true });
});
afterAll(async () => {
  delete process.env.MAIL_FROM;
  forgetEnv();
  await provider.close();
});
beforeEach(async () => {
  company = await makeCompany({ name: 'Akwaaba' });
});
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test('goes to whoever asks, from the company’s address, and stands in the trail', async () => {
  const { id: userId, email } = await makeUser({ companyId: company.id, role: 'manager' });
  expect(await sendTestMail({ ...company.manager, userId }, {})).toEqual({
    to: email,
    from: 'office@example.test',
  });
  const { mails } = await provider.control<{ mails: { subject: string }[] }>(
    `mails?to=${encodeURIComponent(email)}`,
  );
  expect(mails).toMatchObject([{ subject: 'A test mail of Akwaaba' }]);
  const found = await actAs(company.manager, (tx) =>
    tx.execute(sql`select detail from audit_events where action = 'test_mail_sent'`),
  );
  expect([...found]).toEqual([{ detail: { outcome: 'accepted' } }]);
});

test('says what is missing; only who sets the company up sends it, ten an hour', async () => {
  delete process.env.MAIL_FROM;
  forgetEnv();
  expect(await refusal(sendTestMail(company.manager, {}))).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('no mail server or no address'),
  });
  process.env.MAIL_FROM = 'office@example.test';
  forgetEnv();
  expect(await refusal(sendTestMail(company.staff as Actor, {}))).toMatchObject({ code: 'forbidden' });
  for (let n = 1; n < 10; n += 1) await sendTestMail(company.manager, {});
  expect(await refusal(sendTestMail(company.manager, {}))).toMatchObject({ code: 'rate_limited' });
});
