import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { forgetEnv } from '@/lib/platform/env';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { monitoringScreen } from '../screens';
import { ruleOf } from '../watching/rules';
import { setThreshold } from './mutations';
import { asTyped, fieldOf, fromTyped, settableRules, thresholdsOf } from './rules';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let mine: TestCompany;
let theirs: TestCompany;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  forgetEnv();
  owner = openPool({ url: own.ownerUrl, max: 1 });
  [mine, theirs] = [await makeCompany(), await makeCompany()];
  await owner`insert into operators (user_id) values (${mine.manager.userId})`;
});
afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
});

const stored = async () =>
  Object.fromEntries(
    (await owner<{ name: string; value: number }[]>`select name, value from monitor_thresholds`).map(
      ({ name, value }) => [name, value],
    ),
  );

async function shown(rule: string) {
  const opened = await openScreen(monitoringScreen, {
    sessionId: await makeSession(mine.manager.userId),
    address: { params: {}, search: {} },
  });
  if (opened.state !== 'open') throw new Error(opened.state);
  return receive(opened.sent).data.installation?.rules.find((one) => one.rule === rule);
}

test('whoever runs the installation sets one, sees it, and takes the usual one again; the trail has both', async () => {
  expect(await shown('disk')).toMatchObject({
    threshold: '90 %',
    limit: { typed: 90, usual: 90, isSet: false },
  });
  await setThreshold(mine.manager, { rule: 'disk', value: 95 });
  expect(await stored()).toEqual({ disk: 0.95 });
  expect(await shown('disk')).toMatchObject({
    threshold: '95 %',
    limit: { typed: 95, usual: 90, isSet: true },
  });
  await setThreshold(mine.manager, { rule: 'disk', value: null });
  expect(await shown('disk')).toMatchObject({ threshold: '90 %', limit: { isSet: false } });
  const told =
    await owner`select action, row_id, company_id, user_id, changes ->> 'value' as value from audit_events
    where table_name = 'monitor_thresholds' order by id`;
  const who = { row_id: 'disk', company_id: mine.id, user_id: mine.manager.userId };
  expect([...told]).toEqual([
    { ...who, action: 'insert', value: '[null, 0.95]' },
    { ...who, action: 'delete', value: '[0.95, null]' },
  ]);
});

test('nobody else does: managers of other companies, staff, and no statement of the app', async () => {
  await expect(setThreshold(theirs.manager, { rule: 'disk', value: 95 })).rejects.toMatchObject({
    code: 'forbidden',
    message: 'Only people who run the installation set when they are told.',
  });
  await expect(setThreshold(mine.staff, { rule: 'disk', value: 95 })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const statements = [sql`select set_alert_threshold('disk', 0.95)`, sql`delete from monitor_thresholds`];
  for (const as of [theirs.manager, mine.staff, mine.system])
    for (const statement of statements)
      await expect(actAs(as, (tx) => tx.execute(statement))).rejects.toMatchObject({ code: '42501' });
  expect(await stored()).toEqual({});
});

test.each(settableRules)('%s keeps to its bounds, in the command and in the database', async (rule) => {
  const { least, most, unit } = fieldOf(rule);
  const usual = asTyped(rule, ruleOf(rule).threshold);
  expect(usual).toBeGreaterThanOrEqual(least);
  expect(usual).toBeLessThanOrEqual(most);
  for (const value of [least - 1, most + 1, least + 0.5, Number.NaN, Number.POSITIVE_INFINITY])
    await expect(setThreshold(mine.manager, { rule, value })).rejects.toMatchObject({ code: 'invalid' });
  await expect(setThreshold(mine.manager, { rule, value: most + 1 })).rejects.toMatchObject({
    detail: { fields: { value: `The most is ${most} ${unit}.` } },
  });
  const put = (typed: number) =>
    actAs(mine.manager, (tx) =>
      tx.execute(sql`select set_alert_threshold(${rule}, ${fromTyped(rule, typed)}::float8)`),
    );
  for (const typed of [least, most]) await put(typed);
  for (const typed of [least - 1, most + 1])
    await expect(put(typed)).rejects.toMatchObject({ code: '23514' });
});

test('of what says that something broke there is none to set', async () => {
  for (const rule of ['health', 'backup_failed', 'nothing'])
    await expect(setThreshold(mine.manager, { rule: rule as 'disk', value: 50 })).rejects.toMatchObject({
      code: 'invalid',
    });
  await expect(
    actAs(mine.manager, (tx) => tx.execute(sql`select set_alert_threshold('health', 0.5)`)),
  ).rejects.toMatchObject({ code: '23514' });
});

test('two who set it at once both succeed, and one of them holds', async () => {
  await Promise.all([60, 70, 80].map((value) => setThreshold(mine.manager, { rule: 'memory', value })));
  expect([0.6, 0.7, 0.8]).toContain((await stored()).memory);
});

test('what was set goes before the variable, and the variable before the house’s own', () => {
  expect(thresholdsOf({}, '').disk).toBe(0.9);
  expect(thresholdsOf({}, 'disk=0.95').disk).toBe(0.95);
  expect(thresholdsOf({ disk: 0.8 }, 'disk=0.95').disk).toBe(0.8);
});
