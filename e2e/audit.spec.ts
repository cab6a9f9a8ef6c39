import { expect, test } from './fixtures';

test('a manager finds who changed the guests of an event, and what they were before', async ({
  manager: page,
  event,
}) => {
  await test.step('somebody changes them', async () => {
    await page.goto(`/bookings/${event.bookingId}/edit`);
    await page.getByLabel(/^Guests/).fill('87');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.waitForURL(`**/bookings/${event.bookingId}`);
  });

  await test.step('the trail shows it at once, on a phone too', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/settings/audit');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('navigation', { name: 'Part' }).getByRole('link', { name: 'Bookings' }).click();
    await expect(page).toHaveURL(/area=bookings/);
    const row = page.getByRole('row').filter({ hasText: event.eventName }).filter({ hasText: '→ 87' });
    await expect(row).toBeVisible();
    await row.getByRole('link').click();
  });

  await test.step('the entry has it before and after, and leads to the field’s whole story', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toContainText('changed a booking');
    await page.setViewportSize({ width: 1440, height: 900 });
    const guests = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Guests' }) });
    await expect(guests.getByRole('cell').last()).toHaveText(/87/);
    await guests.getByRole('link', { name: 'Guests' }).click();
    await expect(page).toHaveURL(/field=guests/);
    // It was made with a number of guests, and given another.
    await expect(page.getByRole('row').filter({ has: page.getByRole('cell') })).toHaveCount(2);
    await page.getByRole('link', { name: /^One booking/ }).click();
    await expect(page).not.toHaveURL(/record=/);
  });
});

test('staff find no audit', async ({ staff: page }) => {
  const answer = await page.goto('/settings/audit');
  expect(answer?.status()).toBe(403);
  await expect(page.getByRole('heading', { name: 'This page is not for your role' })).toBeVisible();
});
