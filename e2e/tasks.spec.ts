import { demoLogins } from '../db/seed/demo-logins';
import { atEachWidth, expect, laterToday, makeEvent, signIn, test, untilSaved } from './fixtures';

const hour = 3_600_000;

test('a manager says once what has to be done; a confirmed booking has it, and staff tick it off', async ({
  manager,
  staff,
}) => {
  await manager.goto('/settings/checklist');
  await manager.getByRole('button', { name: 'Add task' }).click();
  const title = `Iron the linen ${Date.now().toString(36)}`;
  const dialog = manager.getByRole('dialog', { name: 'Add a task' });
  await dialog.getByLabel('What has to be done').fill(title);
  await dialog.getByLabel('How many').fill('3');
  await dialog.getByLabel('Hours or days').selectOption('hours');
  await dialog.getByRole('button', { name: 'Add task' }).click();
  await expect(manager.getByRole('listitem').filter({ hasText: title })).toContainText(
    '3 hours before the start',
  );

  const startsAt = laterToday(2);
  const event = await makeEvent({ startsAt, endsAt: new Date(startsAt.getTime() + 4 * hour) });
  await staff.goto(`/bookings/${event.bookingId}`);
  await staff.getByRole('button', { name: 'Confirm booking' }).click();
  await staff.getByRole('link', { name: /^Tasks/ }).click();
  const row = staff.getByRole('list', { name: 'Tasks' }).getByRole('listitem').filter({ hasText: title });
  await expect(row).toContainText('Overdue');

  await manager.getByRole('button', { name: `More for “${title}”` }).click();
  await manager.getByRole('menuitem', { name: 'Remove task' }).click();
  await expect(manager.getByRole('listitem').filter({ hasText: title })).toHaveCount(0);

  await staff.setViewportSize({ width: 390, height: 844 });
  await staff.goto('/calendar/today');
  const card = staff.getByRole('listitem').filter({ hasText: event.eventName });
  await untilSaved(staff, () => card.getByRole('checkbox', { name: title }).check());
  await staff.goto(`/bookings/${event.bookingId}?tab=tasks`);
  await expect(row.getByRole('checkbox')).toBeChecked();
  await expect(row).not.toContainText('Overdue');
});

atEachWidth(() => {
  test('a task of one’s own stands first on Today and is done there', async ({ staff }) => {
    const event = await makeEvent({ startsAt: new Date(Date.now() + 30 * hour) });
    await staff.goto(`/bookings/${event.bookingId}?tab=tasks`);
    await staff.getByRole('button', { name: 'Add task' }).click();
    const dialog = staff.getByRole('dialog', { name: 'Add a task' });
    await dialog.getByRole('button', { name: 'Add task' }).click();
    await expect(dialog.getByText('Say what has to be done.').first()).toBeVisible();
    const title = `Call the florist ${Date.now().toString(36)}`;
    await dialog.getByLabel('What has to be done').fill(title);
    await dialog.getByLabel('Who').selectOption('Kofi Asante');
    await dialog
      .getByLabel('Due')
      .fill(`${new Date(Date.now() - 72 * hour).toISOString().slice(0, 10)}T09:00`);
    await dialog.getByRole('button', { name: 'Add task' }).click();
    await expect(staff.getByRole('listitem').filter({ hasText: title })).toContainText('Overdue');
    await staff.goto('/dashboard');
    const today = staff.getByRole('list', { name: 'Tasks today' });
    await expect(today.getByRole('listitem').filter({ hasText: title })).toContainText(event.eventName);
    await today.getByRole('checkbox', { name: title }).check();
    await expect(today.getByRole('listitem').filter({ hasText: title })).toHaveCount(0);
  });
});

test('the kitchen and a driver see what is theirs on their own sheets and tick it', async ({
  browser,
  staff,
}) => {
  const startsAt = laterToday(2);
  const event = await makeEvent({
    status: 'confirmed',
    startsAt,
    endsAt: new Date(startsAt.getTime() + 4 * hour),
  });
  const tag = Date.now().toString(36);
  const work = { kitchen: `Marinate the fish ${tag}`, driver: `Fuel the van ${tag}` };
  for (const role of ['kitchen', 'driver'] as const) {
    await staff.goto(`/bookings/${event.bookingId}?tab=tasks`);
    await staff.getByRole('button', { name: 'Add task' }).click();
    const dialog = staff.getByRole('dialog', { name: 'Add a task' });
    await dialog.getByLabel('What has to be done').fill(work[role]);
    const person = demoLogins.find((login) => login.role === role);
    await dialog.getByLabel('Who').selectOption(person?.name ?? '');
    await dialog.getByRole('button', { name: 'Add task' }).click();
    await expect(staff.getByRole('listitem').filter({ hasText: work[role] })).toBeVisible();
  }
  const open = async (role: 'kitchen' | 'driver') => {
    const page = await browser.newPage({
      baseURL: process.env.E2E_BASE_URL,
      viewport: { width: 390, height: 844 },
    });
    await signIn(page, role);
    await expect(page.getByRole('checkbox', { name: work[role] })).toBeVisible();
    await expect(page.getByText(work[role === 'kitchen' ? 'driver' : 'kitchen'])).toHaveCount(0);
    await untilSaved(page, () => page.getByRole('checkbox', { name: work[role] }).check());
    await page.reload();
    await expect(page.getByRole('checkbox', { name: work[role] })).toBeChecked();
  };
  await open('kitchen');
  await open('driver');
  await staff.goto(`/bookings/${event.bookingId}?tab=tasks`);
  for (const title of Object.values(work))
    await expect(staff.getByRole('checkbox', { name: title })).toBeChecked();
});
