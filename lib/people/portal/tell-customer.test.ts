import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { justSignedIn } from '@/db/factories/session';
import { startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { forgetEnv } from '@/lib/platform/env';
import { inviteMember } from '../mutations';
import { tellCustomer } from './tell-customer';

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
const mailsTo = async (address: string) =>
  (
    await provider.control<{ mails: { subject: string; text: string }[] }>(
      `mails?to=${encodeURIComponent(address)}`,
    )
  ).mails;

test('the mailbox of the record hears of a new device, by its company’s clock; without one nobody does', async () => {
  const company = await makeCompany({ name: 'Akwaaba', timeZone: 'Africa/Lagos', phone: '+233302123456' });
  const { id } = await makeCustomer(company.id, { email: 'ama-told@example.test' });
  const told = {
    companyId: company.id,
    userAgent: 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0',
    at: new Date('2026-11-27T12:00:00Z'),
  };
  await tellCustomer({ ...told, customerId: id }, {});
  const [mail] = await mailsTo('ama-told@example.test');
  expect(mail?.subject).toBe('A new device signed in to your events at Akwaaba');
  expect(mail?.text).toContain('Chrome on Android');
  expect(mail?.text).toContain('13:00, Nigeria time');
  expect(mail?.text).toContain('+233302123456');
  await tellCustomer({ ...told, customerId: (await makeCustomer(company.id)).id }, {});
  const { mails } = await provider.control<{ mails: unknown[] }>('mails');
  expect(mails).toHaveLength(1);
});

test('an invited customer is told the way without a password, a colleague isn’t', async () => {
  const company = await makeCompany();
  const { id: customerId } = await makeCustomer(company.id);
  const manager = await justSignedIn(company.manager);
  await inviteMember(manager, { email: 'esi-asked@example.test', role: 'client', customerId });
  await inviteMember(manager, { email: 'kojo-asked@example.test', role: 'staff' });
  expect((await mailsTo('esi-asked@example.test'))[0]?.text).toMatch(/no password.*\/my\/login.*\/join\//s);
  expect((await mailsTo('kojo-asked@example.test'))[0]?.text).not.toContain('/my/login');
});
