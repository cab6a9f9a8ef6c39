import { eq } from 'drizzle-orm';
import ICAL from 'ical.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeUser } from '@/db/factories/company';
import { calendarFeeds } from '@/db/schema/calendar';
import { companies } from '@/db/schema/companies';
import { memberships, users } from '@/db/schema/people';
import { secondFactors } from '@/db/schema/second-factors';
import { type Actor, actAs } from '@/db/session';
import { setTeam } from '../calendar/run-sheet-mutations';
import { makeOffice, type Office, refusal } from '../testing/office';
import { answerFeed } from './answer-feed';
import { renewFeed, revokeFeed } from './mutations';
import { newToken } from './token';

let mine: Office;
let theirs: Office;
let lunch: string;
beforeAll(async () => {
  process.env.PUBLIC_URL ??= 'http://localhost:3000';
  [mine, theirs] = [await makeOffice(), await makeOffice()];
  const customer = await makeCustomer(mine.id, { name: 'Akosua Private', phone: '+233241234567' });
  const make = (eventName: string, rest: Parameters<typeof makeBooking>[1]) =>
    makeBooking(mine.id, { customerId: customer.id, eventName, ...rest });
  const made = await make('Lunch', { status: 'confirmed', dietary: 'peanut allergy', guests: 60 });
  lunch = made.id;
  await make('Called off', { status: 'cancelled', confirmedAt: new Date() });
  await make('Never was', { status: 'cancelled' });
  await make('Long ago', { startsAt: new Date(Date.now() - 90 * 86_400_000) });
  await makeBooking(theirs.id, { eventName: 'Theirs' });
});

const tokenOf = ({ address }: { address: string }) => /calendar-feed\/(.+)$/.exec(address)?.[1] ?? '';
const get = (token: string, headers: Record<string, string> = {}) =>
  answerFeed(new Request(`http://localhost/calendar-feed/${token}`, { headers }), token);
const make = async (actor: Actor, scope: 'all' | 'mine' = 'all') =>
  tokenOf(await renewFeed(actor, { scope }));
async function names(token: string): Promise<string[]> {
  const calendar = new ICAL.Component(ICAL.parse(await (await get(token)).text()));
  return calendar.getAllSubcomponents('vevent').map((one) => String(one.getFirstPropertyValue('summary')));
}

describe('a feed', () => {
  test('has the company’s events and nobody else’s; of those called off only what had been agreed', async () => {
    expect((await names(await make(mine.staff))).sort()).toEqual(['Called off', 'Lunch']);
  });

  test('tells nothing of the customer, the diets or the price', async () => {
    const body = await (await get(await make(mine.manager))).text();
    expect(body).toContain('SUMMARY:Lunch');
    expect(body).not.toMatch(/Akosua|Private|233241234567|peanut|GHS|217500/);
  });

  test('of one’s own events follows the team', async () => {
    const token = await make(mine.staff, 'mine');
    expect(await names(token)).toEqual([]);
    await setTeam(mine.manager, { id: lunch, people: [mine.staff.userId] });
    expect(await names(token)).toEqual(['Lunch']);
  });

  test('is kept by its reader alone, and not sent again when nothing changed', async () => {
    const token = await make(mine.staff);
    const first = await get(token);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('private, max-age=900');
    const again = await get(token, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });
});

describe('the address', () => {
  test('is stored as a hash only', async () => {
    const token = await make(mine.staff);
    const rows = await actAs({ role: 'auth', name: 'test' }, (tx) =>
      tx.select().from(calendarFeeds).where(eq(calendarFeeds.userId, mine.staff.userId)),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token.replace('.ics', ''));
  });

  test('ends when it is replaced and when it is turned off', async () => {
    const first = await make(mine.staff);
    const second = await make(mine.staff);
    expect(await refusal(get(first))).toMatchObject({ code: 'not_found' });
    expect((await get(second)).status).toBe(200);
    await revokeFeed(mine.staff, {});
    expect(await refusal(get(second))).toMatchObject({ code: 'not_found' });
  });

  test('ends at once with its person’s access: deactivated, out of the company, or a client now', async () => {
    const ends = async (end: (userId: string) => Promise<unknown>) => {
      const { id: userId } = await makeUser({ companyId: mine.id, role: 'staff' });
      const token = await make({ role: 'staff', companyId: mine.id, userId });
      expect((await get(token)).status).toBe(200);
      await end(userId);
      return refusal(get(token));
    };
    const inCompany = mine.system;
    expect(
      await ends((userId) =>
        actAs(inCompany, (tx) =>
          tx.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId)),
        ),
      ),
    ).toMatchObject({ code: 'not_found' });
    expect(
      await ends((userId) =>
        actAs(mine.manager, (tx) => tx.delete(memberships).where(eq(memberships.userId, userId))),
      ),
    ).toMatchObject({ code: 'not_found' });
    expect(
      await ends((userId) =>
        actAs(mine.manager, (tx) =>
          tx
            .update(memberships)
            .set({ role: 'client', customerId: mine.customerId })
            .where(eq(memberships.userId, userId)),
        ),
      ),
    ).toMatchObject({ code: 'not_found' });
  });

  test('is shut while its person has yet to set up the second step that their company asks for', async () => {
    const token = await make(theirs.manager);
    const other = await make(theirs.staff);
    await actAs(theirs.system, (tx) => tx.update(companies).set({ secondFactorRoles: ['manager'] }));
    expect(await refusal(get(token))).toMatchObject({ code: 'not_found' });
    expect((await get(other)).status).toBe(200);
    await actAs({ role: 'auth', name: 'test' }, (tx) =>
      tx.insert(secondFactors).values({
        ...{ userId: theirs.manager.userId, secretSealed: 'x', lastStep: 0, recoveryHashes: [] },
      }),
    );
    expect((await get(token)).status).toBe(200);
  });

  test('can’t be guessed, bent or named by its hash, and none tells whether another was near', async () => {
    const token = (await make(mine.staff)).replace('.ics', '');
    const bent = `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`;
    for (const wrong of [newToken(), bent, token.slice(0, -1), `${token}x`, '', '%00', "' or true --"])
      expect(await refusal(get(wrong))).toMatchObject({
        code: 'not_found',
        message: 'This calendar doesn’t exist or isn’t yours.',
      });
  });

  test('is nobody else’s: others of the office see neither it nor that it is there', async () => {
    await make(mine.staff);
    const seen = await actAs(mine.manager, (tx) => tx.select({ id: calendarFeeds.id }).from(calendarFeeds));
    const own = await actAs(mine.staff, (tx) => tx.select({ id: calendarFeeds.id }).from(calendarFeeds));
    expect(own).toHaveLength(1);
    expect(seen.map(({ id }) => id)).not.toContain(own[0]?.id);
    await expect(
      actAs(mine.staff, (tx) => tx.select({ hash: calendarFeeds.tokenHash }).from(calendarFeeds)),
    ).rejects.toMatchObject({ code: '42501' });
    const forged = {
      id: crypto.randomUUID(),
      companyId: mine.id,
      scope: 'all',
      tokenHash: 'a'.repeat(64),
    } as const;
    await expect(
      actAs(mine.staff, (tx) => tx.insert(calendarFeeds).values({ ...forged, userId: mine.manager.userId })),
    ).rejects.toMatchObject({ code: '42501' });
    await revokeFeed(mine.manager, {});
    expect(
      await actAs(mine.staff, (tx) => tx.select({ id: calendarFeeds.id }).from(calendarFeeds)),
    ).toHaveLength(1);
  });

  test('is read so many times an hour, then asked to wait', async () => {
    const token = await make(mine.manager);
    const answers: unknown[] = [];
    for (let at = 0; at < 62; at += 1) answers.push(await refusal(get(token)));
    expect(answers.filter(Boolean)).toHaveLength(2);
    expect(answers.at(-1)).toMatchObject({
      code: 'rate_limited',
      detail: { retryAfter: expect.any(Number) },
    });
  });
});
