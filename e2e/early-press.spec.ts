import type { Page } from '@playwright/test';
import { expect, makeEvent, test } from './fixtures';

/** The page's own scripts stay away until the network is let go. */
async function holdScripts(page: Page) {
  let letGo: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await arrived;
    await route.continue();
  });
  return letGo;
}

for (const width of [390, 1440])
  test(`what is pressed before the page’s script has come is done when it has, at ${width} px`, async ({
    manager: page,
  }) => {
    const { bookingId } = await makeEvent({ status: 'in_progress' });
    await page.setViewportSize({ width, height: 900 });
    const letGo = await holdScripts(page);
    await page.goto(`/bookings/${bookingId}`, { waitUntil: 'commit' });
    const complete = page.getByRole('button', { name: 'Mark as completed' });
    // Somebody impatient.
    await complete.click();
    await complete.click();
    const dialog = page.getByRole('dialog', { name: /^Complete/ });
    await expect(dialog).toBeHidden();
    letGo();
    await expect(dialog).toBeVisible();
    // Once: it doesn't come again.
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Search or go to' }).click();
    await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible();
    await expect(dialog).toBeHidden();
  });

test('what is chosen from a menu before the page’s script has come is done when it has', async ({
  manager: page,
}) => {
  const { bookingId } = await makeEvent({ status: 'confirmed', startsAt: new Date(Date.now() + 86_400_000) });
  const letGo = await holdScripts(page);
  await page.goto(`/bookings/${bookingId}`, { waitUntil: 'commit' });
  // The browser opens the menu by itself.
  await page.getByRole('main').locator('[aria-haspopup=menu]').first().click();
  await page.getByRole('menuitem', { name: 'Cancel booking' }).click();
  letGo();
  await expect(page.getByRole('dialog', { name: /^Cancel/ })).toBeVisible();
});

test('Enter that is faster than the answer takes the new caller, and nobody who was not seen', async ({
  manager: page,
}) => {
  let letGo: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.goto('/bookings/new', { waitUntil: 'networkidle' });
  await page.route(/\/customers\/find\?q=\w/, async (route) => {
    await arrived;
    await route.continue();
  });
  const who = page.getByRole('combobox', { name: 'Customer' });
  await who.fill('Nobody Ofthatname');
  await who.press('Enter');
  await expect(page.getByText('Press Enter for a new caller')).toBeHidden();
  letGo();
  await expect(page.getByLabel('Caller’s name')).toHaveValue('Nobody Ofthatname');
});
