import { expect, signInAs, test } from './fixtures';
import { makeOffice } from './hostile-company';

test('who runs the installation sees its figures change, and what it is told of', async ({ manager }) => {
  await manager.goto('/settings/monitoring');
  await expect(manager.getByRole('heading', { name: 'The installation' })).toBeVisible();
  await expect(manager.getByRole('row', { name: /The disk is nearly full/ })).toBeVisible();
  // A minute is kept when it is over.
  const measured = async () => {
    const told = await (await manager.request.get('/api/v1/settings/monitoring')).text();
    return /"measuredAt":([^,]+),/.exec(told)?.[1];
  };
  const before = await measured();
  expect(before).toBeTruthy();
  await expect.poll(measured, { timeout: 90_000, intervals: [2_000] }).not.toBe(before);
  await manager.reload();
  await expect(manager.getByRole('table', { name: 'Addresses' }).getByRole('row').nth(1)).toBeVisible();
  await manager.getByRole('link', { name: '24 hours' }).click();
  await expect(manager.getByRole('link', { name: '24 hours' })).toHaveAttribute('aria-current', 'true');
});

test('who runs the installation says from where on it is told, within bounds, and takes the usual number again', async ({
  manager,
}) => {
  await manager.goto('/settings/monitoring');
  const row = manager.getByRole('row', { name: /Messages wait past their time/ });
  const dialog = manager.getByRole('dialog', { name: 'Messages wait past their time' });
  const open = () => row.getByRole('button', { name: /^Change/ }).click();
  await open();
  await dialog.getByLabel('Tell us above').fill('20');
  await dialog.getByRole('button', { name: 'Save threshold' }).click();
  await expect(dialog.getByText('Enter 120 to 86400 s.').first()).toBeVisible();
  await dialog.getByLabel('Tell us above').fill('1800');
  await dialog.getByRole('button', { name: 'Save threshold' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText('30 min');
  await open();
  await dialog.getByRole('button', { name: 'Take the usual number again' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText('20 min');
  await manager.goto('/settings/audit');
  await expect(manager.getByText('threshold of an alert').first()).toBeVisible();
});

test('a manager of another company sees their own part alone', async ({ browser }) => {
  const office = await makeOffice('Own Part Catering');
  const page = await browser.newPage({ baseURL: process.env.E2E_BASE_URL });
  await signInAs(page, office.managerEmail);
  await page.goto('/settings/monitoring');
  await expect(page.getByRole('heading', { name: 'Your company' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The installation' })).toHaveCount(0);
  const data = await (await page.request.get('/api/v1/settings/monitoring')).text();
  expect(data).toContain('"installation":null');
});

test('staff are told that it isn’t theirs, strangers get no metrics', async ({ staff, request }) => {
  expect((await staff.goto('/settings/monitoring'))?.status()).toBe(403);
  expect((await staff.request.get('/api/v1/settings/monitoring')).status()).toBe(403);
  expect((await request.get('/api/metrics')).status()).toBe(404);
});

test('an answer names its request, by which its lines of the log are found', async ({ request }) => {
  const [one, other] = [await request.get('/login'), await request.get('/login')];
  const ids = [one, other].map((answer) => answer.headers()['x-request-id']);
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(ids[0]).not.toBe(ids[1]);
});
