import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { demoCompanyId } from '../db/seed/demo';
import { demoPassword } from '../db/seed/demo-logins';
import { actAs } from '../db/session';
import { expect, signInAs, test } from './fixtures';
import { makePerson } from './hostile-company';

test('a list is made into a file in the background; the bell says so, and the trail who took it along', async ({
  staff,
  manager,
  event,
}) => {
  await test.step('staff ask for the list as they filtered it', async () => {
    await staff.goto(`/bookings?span=all&q=${encodeURIComponent(event.eventName)}`);
    await staff.getByRole('link', { name: 'In background' }).click();
    await expect(staff.getByRole('heading', { name: 'Bookings as a file' })).toBeVisible();
    await staff.getByRole('button', { name: 'Make CSV file of Bookings' }).click();
  });

  const file = staff.getByRole('list', { name: 'Files' }).getByRole('listitem').first();
  await test.step('it is made while they wait, and the bell tells them', async () => {
    await expect(file.getByText('Ready', { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(file).toContainText('1 row');
    await staff.goto('/notifications');
    await expect(
      staff.getByRole('row').filter({ hasText: 'Your file is ready: Bookings' }).first(),
    ).toBeVisible();
  });

  await test.step('it holds what the list showed', async () => {
    await staff.goto('/exports');
    const [download] = await Promise.all([
      staff.waitForEvent('download'),
      file.getByRole('link', { name: /^Download/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^bookings-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(event.eventName);
  });

  await test.step('the manager sees whose file it is, and in the audit who took it along', async () => {
    await manager.goto('/exports');
    await expect(manager.getByRole('list', { name: 'Files' }).getByRole('listitem').first()).toContainText(
      'Bookings, CSV',
    );
    await manager.goto('/settings/audit?did=exported');
    await expect(
      manager.getByRole('row').filter({ hasText: 'exported the list “bookings” as CSV, 1 row' }).first(),
    ).toBeVisible();
  });
});

test('staff can’t have the file of a list that is the managers’', async ({ staff }) => {
  await staff.goto(`/exports?of=${encodeURIComponent('/api/v1/settings/audit/export')}`);
  await expect(staff.getByRole('heading', { name: 'Exports', exact: true })).toBeVisible();
  await expect(staff.getByRole('heading', { name: 'Audit trail as a file' })).toHaveCount(0);
  await expect(staff.getByRole('list', { name: 'Lists' })).not.toContainText('Audit trail');
});

test('who proved long ago who they are proves it anew before a list leaves, and goes on where they were', async ({
  page,
}) => {
  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  const person = await makePerson(demoCompanyId, 'staff', 'Abena Proof');
  await signInAs(page, person.email);
  await actAs({ role: 'auth', name: 'test' }, (tx) =>
    tx.execute(
      sql`update sessions set confirmed_at = now() - interval '11 minutes' where user_id = ${person.id}`,
    ),
  );
  await page.goto('/bookings?span=all');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  await expect(page.getByRole('heading', { name: 'Is it you?' })).toBeVisible();
  await page.getByLabel('Password').fill(demoPassword);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page).toHaveURL(/\/bookings\?span=all/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('bookings.csv');
});
