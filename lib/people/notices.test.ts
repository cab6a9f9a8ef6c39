import { v7 } from 'uuid';
import { beforeEach, expect, test, vi } from 'vitest';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { justSignedIn, makeSession } from '@/db/factories/session';
import { secondFactors } from '@/db/schema/second-factors';
import { actAs } from '@/db/session';
import { resetSecondFactor } from './mutations';
import { tellOfNewDevice } from './sign-in-notice';

const sent: { to: string; subject: string; text: string }[] = [];
vi.mock('@/lib/messaging/channels/mail/send-mail', () => ({
  mailSender: () => 'office@example.test',
  sendMail: async (mail: (typeof sent)[number]) => {
    sent.push(mail);
    return { outcome: 'accepted' };
  },
}));

let company: TestCompany;
let person: { id: string; email: string };
beforeEach(async () => {
  sent.length = 0;
  company = await makeCompany({ timeZone: 'Africa/Lagos' });
  person = await makeUser({ companyId: company.id, role: 'staff' });
});

test('a sign-in from a new device is mailed to the person, by their company’s clock; the very first isn’t', async () => {
  const signIn = async () =>
    tellOfNewDevice(
      {
        sessionId: await makeSession(person.id),
        userAgent: 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0',
        at: new Date('2026-11-27T12:00:00Z'),
      },
      {},
    );
  await signIn();
  expect(sent).toEqual([]);
  await signIn();
  expect(sent).toMatchObject([{ to: person.email, text: expect.stringContaining('Chrome on Android') }]);
  expect(sent[0]?.text).toContain('13:00, Nigeria time');
});

test('asked for three times, twice of it at the same moment, it is one mail', async () => {
  await makeSession(person.id);
  const opened = { sessionId: await makeSession(person.id), userAgent: null, at: new Date() };
  await Promise.all([tellOfNewDevice(opened, {}), tellOfNewDevice(opened, {})]);
  await tellOfNewDevice(opened, {});
  expect(sent).toHaveLength(1);
});

test('who has their second step taken away is told', async () => {
  await actAs({ role: 'auth', name: 'test' }, (tx) =>
    tx
      .insert(secondFactors)
      .values({ userId: person.id, secretSealed: v7(), lastStep: 1, recoveryHashes: [] }),
  );
  await resetSecondFactor(await justSignedIn(company.manager), { userId: person.id });
  expect(sent).toMatchObject([{ to: person.email, subject: 'Your second step was taken away' }]);
});
