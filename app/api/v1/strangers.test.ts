import { beforeAll, describe, expect, test, vi } from 'vitest';
import { officeRoles } from '@/db/enums';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, makeUser } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { GET as extras } from './bookings/[id]/extras/route';
import { GET as company } from './settings/company/route';

vi.mock('@/lib/auth/session-id', () => ({
  sessionIdOfCookies: async (cookie: string) => cookie || undefined,
}));

const sessions: Record<string, string> = {};
let own: string;
let other: { id: string; name: string; bookingId: string };

beforeAll(async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()];
  const booking = await makeBooking(mine.id);
  own = booking.id;
  other = { id: theirs.id, name: theirs.name, bookingId: (await makeBooking(theirs.id)).id };
  for (const role of [...officeRoles, 'client'] as const) {
    const { id } = await makeUser({
      ...{ companyId: mine.id, role },
      ...(role === 'client' && { customerId: booking.customerId }),
    });
    sessions[role] = await makeSession(id);
  }
  sessions.code = await makeSession((await makeUser({ companyId: mine.id, role: 'manager' })).id, 'code');
});

async function ask(route: typeof extras, who: string, params: Record<string, string> = {}) {
  const cookie = sessions[who] ?? '';
  const answer = await route(
    new Request(`https://cater.test/?company=${other.id}`, { headers: { cookie } }),
    {
      params: Promise.resolve(params),
    },
  );
  return { status: answer.status, text: await answer.text() };
}

const everybody = [...officeRoles, 'client', 'code', 'nobody'];

describe.each(everybody)('asked by %s', (who) => {
  test('what an event’s bill is reckoned from is told to those who complete one of their own', async () => {
    const status = ['manager', 'planner', 'staff'].includes(who)
      ? 200
      : ['code', 'nobody'].includes(who)
        ? 401
        : 403;
    const found = await ask(extras, who, { id: own });
    expect(found.status).toBe(status);
    for (const id of [other.bookingId, other.id, own.replace(/.$/, 'x'), '']) {
      const refused = await ask(extras, who, { id });
      expect([id, refused.status]).toEqual([id, status === 200 ? 404 : status]);
      expect(refused.text).not.toContain('choices');
    }
  });

  test('the settings of a company are told to its managers', async () => {
    const status = who === 'manager' ? 200 : ['code', 'nobody'].includes(who) ? 401 : 403;
    const { status: found, text } = await ask(company, who);
    expect(found).toBe(status);
    expect(text).not.toContain(other.name);
  });
});
