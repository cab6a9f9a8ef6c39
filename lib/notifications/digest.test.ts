import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCompany } from '@/db/factories/company';
import { companies } from '@/db/schema/companies';
import { users } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { senderPaused } from '@/lib/messaging/alert-kinds';
import { startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { sendDigests } from './digest';
import { chooseDigest } from './mutations';

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider({}, { mail: true });
});
afterAll(() => provider.close());

test('who has yet to set up the second step that their company asks for is mailed nothing of it', async () => {
  const company = await makeCompany({ email: 'office@akwaaba.test' });
  await actAs(company.system, (tx) =>
    raiseAlert(tx, senderPaused, { companyId: company.id, about: { senderId: null, code: 20003 } }),
  );
  await chooseDigest(company.manager, { hour: 7 });
  await actAs(company.system, (tx) => tx.update(companies).set({ secondFactorRoles: ['manager'] }));
  expect(await sendDigests(company.id, new Date('2028-11-25T08:05:00Z'))).toBe(0);
  await actAs(company.system, (tx) => tx.update(companies).set({ secondFactorRoles: [] }));
  expect(await sendDigests(company.id, new Date('2028-11-26T08:05:00Z'))).toBe(1);
  const [person] = await actAs(company.system, (tx) =>
    tx.select({ email: users.email }).from(users).where(eq(users.id, company.manager.userId)),
  );
  const { mails } = await provider.control<{ mails: { to: string[] }[] }>('mails');
  expect(mails.filter(({ to }) => to.includes(person?.email ?? ''))).toHaveLength(1);
});
