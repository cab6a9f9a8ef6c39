import { expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser } from '@/db/factories/company';
import { hashPassword } from '@/lib/auth/password';
import { signInWithPassword } from '@/lib/auth/sign-in';
import { openScreen } from '@/lib/platform/screen';
import { officeAccountScreen, peopleScreen, portalAccountScreen } from './screens';

const password = 'seven goats cross slowly';
const address = { params: {}, search: {} };

test('each role opens its own screens of people and is refused the others', async () => {
  const { id: companyId } = await makeCompany();
  const passwordHash = await hashPassword(password);
  const { id: customerId } = await makeCustomer(companyId);
  const found: Record<string, string[]> = {};
  for (const role of ['manager', 'staff', 'client'] as const) {
    const own = role === 'client' ? { customerId } : {};
    const { email } = await makeUser({ companyId, role, passwordHash, ...own });
    const signedIn = await signInWithPassword({ email, password }, { ip: '192.0.2.9' });
    const sessionId = signedIn.ok ? signedIn.sessionId : '';
    found[role] = [
      (await openScreen(peopleScreen, { sessionId, address })).state,
      (await openScreen(officeAccountScreen, { sessionId, address })).state,
      (await openScreen(portalAccountScreen, { sessionId, address })).state,
    ];
  }
  expect(found).toEqual({
    manager: ['open', 'open', 'forbidden'],
    staff: ['forbidden', 'open', 'forbidden'],
    client: ['forbidden', 'forbidden', 'open'],
  });
});
