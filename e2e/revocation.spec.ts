import type { APIRequestContext } from '@playwright/test';
import postgres from 'postgres';
import { type Stack, startStack } from '../scripts/stack';
import { expect, signInAs, test } from './fixtures';
import { makeOffice } from './hostile-company';

/** A second process of the app on the same database, as behind a load balancer. */
let second: Stack;
let owner: postgres.Sql;
test.beforeAll(async () => {
  owner = postgres(process.env.E2E_DATABASE_OWNER_URL ?? '', { max: 1, onnotice: () => undefined });
  second = await startStack({ env: JSON.parse(process.env.E2E_SURROUNDINGS ?? '{}') });
});
test.afterAll(async () => {
  await second.stop();
  await owner.end();
});

/** The status of an address in both processes. */
async function statuses(request: APIRequestContext, path: string): Promise<number[]> {
  const hosts = [process.env.E2E_BASE_URL ?? '', second.appUrl];
  const answers = await Promise.all(hosts.map((host) => request.get(host + path, { maxRedirects: 0 })));
  return answers.map((answer) => answer.status());
}

test('another role counts from the next request on, in every process', async ({ page }) => {
  const { id, managerEmail } = await makeOffice('Role change');
  await signInAs(page, managerEmail);
  expect(await statuses(page.request, '/settings/whatsapp')).toEqual([200, 200]);
  await owner`update memberships set role = 'staff' where company_id = ${id}`;
  expect(await statuses(page.request, '/settings/whatsapp')).toEqual([403, 403]);
  expect(await statuses(page.request, '/api/v1/bookings')).toEqual([200, 200]);
  await owner`update memberships set role = 'manager' where company_id = ${id}`;
  expect(await statuses(page.request, '/settings/whatsapp')).toEqual([200, 200]);
});

test('a login that was closed opens nothing from the next request on, in every process', async ({ page }) => {
  const { managerEmail } = await makeOffice('Closed login');
  await signInAs(page, managerEmail);
  expect(await statuses(page.request, '/api/v1/bookings')).toEqual([200, 200]);
  await owner`update users set disabled_at = now() where email = ${managerEmail}`;
  expect(await statuses(page.request, '/api/v1/bookings')).toEqual([401, 401]);
  expect(await statuses(page.request, '/bookings')).toEqual([307, 307]);
});

test('who signed out in one process is out in the other, with the cookie they had before', async ({
  page,
  playwright,
}) => {
  const { managerEmail } = await makeOffice('Signed out');
  await signInAs(page, managerEmail);
  const kept = await playwright.request.newContext({ storageState: await page.context().storageState() });
  expect(await statuses(kept, '/api/v1/bookings')).toEqual([200, 200]);
  await page.goto('/bookings');
  await page.getByRole('button', { name: /Signed out/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/login');
  expect(await statuses(kept, '/api/v1/bookings')).toEqual([401, 401]);
  await kept.dispose();
});
