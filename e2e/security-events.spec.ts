import { v7 } from 'uuid';
import { securityEvents } from '../db/schema/security';
import { demoCompanyId } from '../db/seed/demo';
import { actAs } from '../db/session';
import { expect, test } from './fixtures';

/** As the rules would raise it. */
async function raise(n: number): Promise<void> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  await actAs({ role: 'system', companyId: demoCompanyId, name: 'e2e' }, (tx) =>
    tx.insert(securityEvents).values({
      ...{ id: v7(), companyId: demoCompanyId, rule: 'mass_change', severity: 'medium', about: { n } },
      quietUntil: new Date(),
    }),
  );
}

test('a manager sees what looked like trouble, says what it was, and finds it with the note afterwards', async ({
  manager,
}) => {
  const n = 100_000 + Math.floor(Math.random() * 800_000);
  await raise(n);
  await manager.goto('/settings/security');
  const events = manager.getByRole('list', { name: 'Security events' });
  const row = events.getByRole('listitem').filter({ hasText: n.toLocaleString('en-GB') });
  await expect(row).toContainText('Medium');
  await row.getByRole('button', { name: /^Acknowledge/ }).click();
  const dialog = manager.getByRole('dialog', { name: 'Acknowledge this event' });
  await dialog.getByRole('button', { name: 'Acknowledge the event' }).click();
  await expect(dialog.getByText('Say what it was, so that others know.').first()).toBeVisible();
  await dialog.getByLabel('What was it?').fill('The new price list');
  await dialog.getByRole('button', { name: 'Acknowledge the event' }).click();
  await expect(row).toHaveCount(0);
  await manager.getByRole('link', { name: 'All', exact: true }).click();
  await expect(row).toContainText('The new price list');
});

test('what people do is shown by person and hour, of any days, on a phone too', async ({ manager }) => {
  await manager.setViewportSize({ width: 390, height: 844 });
  await manager.goto('/settings/security?view=activity');
  await expect(manager.getByLabel('From')).toBeVisible();
  await manager.goto('/settings/security?view=activity&from=2020-01-01&to=2020-01-02');
  await expect(manager.getByText('Nobody did anything on these days')).toBeVisible();
  expect(await manager.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('the hours are set, and an end before the beginning says so', async ({ manager }) => {
  await manager.goto('/settings/security');
  await manager.getByLabel('From').selectOption('20');
  await manager.getByLabel('Until').selectOption('6');
  await manager.getByRole('button', { name: 'Save hours' }).click();
  await expect(manager.getByText('The company closes after it opens.').first()).toBeVisible();
  await manager.getByLabel('From').selectOption('5');
  await manager.getByLabel('Until').selectOption('24');
  await manager.getByRole('button', { name: 'Save hours' }).click();
  await expect(manager.getByText('Hours saved')).toBeVisible();
});

test('staff find no security', async ({ staff }) => {
  const answer = await staff.goto('/settings/security');
  expect(answer?.status()).toBe(403);
});
