import { expect, signInAs, test } from './fixtures';
import { makeHostileCompany } from './hostile-company';

test('a client rates a past event in the portal, once, also with two tabs open', async ({ browser }) => {
  const { client, unratedId, bookingId } = await makeHostileCompany();
  const context = await browser.newContext({ baseURL: process.env.E2E_BASE_URL });
  const [page, second] = [await context.newPage(), await context.newPage()];
  await signInAs(page, client);

  await page.goto(`/my/bookings/${unratedId}`);
  await page.getByRole('link', { name: 'Rate your event' }).click();
  await second.goto(`/my/bookings/${unratedId}/feedback`);
  await page.getByRole('button', { name: /Excellent/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('food');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByRole('button', { name: /Good/ }).click();
  for (const question of ['service', 'set-up', 'time', 'recommend']) {
    await expect(page.getByRole('heading', { level: 1 })).toContainText(question);
    await page.getByRole('button', { name: 'Skip this question' }).click();
  }
  await page.getByRole('textbox').fill('Wonderful, medaase!');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Thank you');

  await second.getByRole('button', { name: /Very bad/ }).click();
  await expect(second.getByRole('alert').filter({ hasText: 'already told us' })).toBeVisible();

  await page.getByRole('link', { name: 'Back to my event' }).click();
  await expect(page.getByText('You told us how it was')).toBeVisible();
  await expect(page.getByText('Rated 5 of 5')).toBeVisible();
  await expect(page.getByText('Wonderful, medaase!')).toBeVisible();
  await expect(page.getByRole('link', { name: /Rate your event|Tell us more/ })).toHaveCount(0);

  // The one that was answered by WhatsApp isn't asked about again.
  await page.goto(`/my/bookings/${bookingId}/feedback`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Thank you');
});

test('an event that isn’t over, or isn’t theirs, can’t be rated', async ({ client }) => {
  const { unratedId } = await makeHostileCompany();
  expect((await client.goto(`/my/bookings/${unratedId}/feedback`))?.status()).toBe(404);
  await expect(client.getByRole('heading', { level: 1, name: 'We can’t find this event' })).toBeVisible();
});
