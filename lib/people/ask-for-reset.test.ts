import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCompany, makeUser } from '@/db/factories/company';
import { startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { forgetEnv } from '@/lib/platform/env';
import { askForReset } from './ask-for-reset';

let provider: TestProvider;
beforeAll(async () => {
  process.env.MAIL_FROM = 'office@example.test';
  provider = await startProvider({}, { mail: true });
});
afterAll(async () => {
  delete process.env.MAIL_FROM;
  forgetEnv();
  await provider.close();
});

test('strangers who ask for somebody’s new password don’t keep them from asking', async () => {
  const company = await makeCompany();
  const { email } = await makeUser({ companyId: company.id, role: 'staff' });
  const mailed = async () => {
    const to = `mails?to=${encodeURIComponent(email)}`;
    return (await provider.control<{ mails: object[] }>(to)).mails.length;
  };
  const ask = (ip: string) => askForReset(email, { ip, requestId: 'reset-test' }, new Date());
  for (let n = 0; n < 6; n += 1) await ask('198.51.100.7');
  expect(await mailed()).toBe(3);
  await ask('203.0.113.20');
  expect(await mailed()).toBe(4);
});
