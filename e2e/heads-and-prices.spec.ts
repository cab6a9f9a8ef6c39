import { and, eq } from 'drizzle-orm';
import { makeBooking } from '../db/factories/booking';
import { bookingLines } from '../db/schema/booking-lines';
import { actAs } from '../db/session';
import { expect, signInAs, test } from './fixtures';
import { makeOffice } from './hostile-company';

/** An office with one booking for 75. */
async function makeOffer(status: 'enquiry' | 'confirmed', startsAt?: Date) {
  const { id, managerEmail } = await makeOffice(`Heads ${status}`);
  const booking = await makeBooking(id, { status, guests: 75, ...(startsAt && { startsAt }) });
  // The dishes are for as many as come.
  await actAs({ role: 'system', companyId: id, name: 'e2e' }, (tx) =>
    tx
      .update(bookingLines)
      .set({ follows: true })
      .where(and(eq(bookingLines.bookingId, booking.id), eq(bookingLines.kind, 'menu'))),
  );
  return { manager: managerEmail, bookingId: booking.id };
}

for (const width of [1440, 390])
  test(`a manager agrees a price for one dish and counts children and vendors apart, at ${width} px`, async ({
    browser,
  }) => {
    const { manager, bookingId } = await makeOffer('enquiry');
    const page = await browser.newPage({
      baseURL: process.env.E2E_BASE_URL,
      viewport: { width, height: 844 },
    });
    await signInAs(page, manager);
    await page.goto(`/bookings/${bookingId}/edit`);

    const change = page.getByRole('button', { name: /^Change the price of/ }).first();
    await change.click();
    const dialog = page.getByRole('dialog', { name: /^Price of/ });
    await dialog.getByLabel('Percent off the line').fill('110');
    await dialog.getByRole('button', { name: 'Agree the price' }).click();
    await expect(dialog.getByText('Say how many percent off, from 0.01 to 100.').first()).toBeVisible();
    await expect(dialog.getByText('Say why, for whoever looks at it later.').first()).toBeVisible();
    await dialog.getByLabel('Percent off the line').fill('12.5');
    await dialog.getByLabel('Reason').fill('Their third event this year');
    await dialog.getByRole('button', { name: 'Agree the price' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/12\.5\s%\soff: Their third event this year/)).toBeVisible();

    await page.getByLabel('Children').fill('12');
    await page.getByLabel('Vendor meals').fill('3');
    await page
      .getByLabel(/^For whom/)
      .first()
      .selectOption('One for each child');
    await expect(page.getByLabel(/^Quantity of/).first()).toHaveValue('12');
    // There are more children than guests only by a slip.
    await page.getByLabel('Guests', { exact: true }).fill('5');
    await page.getByRole('button', { name: 'Save booking' }).click();
    await expect(page.getByText('There are more children than guests.').first()).toBeVisible();
    await page.getByLabel('Guests', { exact: true }).fill('75');
    await page.getByRole('button', { name: 'Save booking' }).click();

    await page.waitForURL(new RegExp(`/bookings/${bookingId}$`));
    await expect(page.getByText(/12\.5\s%\soff: Their third event this year/)).toBeVisible();
    await page.goto(`/bookings/${bookingId}?tab=guests`);
    await expect(page.getByText('Vendor meals', { exact: true })).toBeVisible();

    await test.step('what was agreed is taken back', async () => {
      await page.goto(`/bookings/${bookingId}/edit`);
      await page.getByRole('button', { name: /^Take back what was agreed/ }).click();
      await page.getByRole('button', { name: 'Save booking' }).click();
      await page.waitForURL(new RegExp(`/bookings/${bookingId}$`));
      await expect(page.getByText('Their third event this year')).toBeHidden();
    });
    await page.close();
  });

for (const width of [1440, 390])
  test(`the final count is recorded, a service charge set, and more guests than guaranteed are billed, at ${width} px`, async ({
    browser,
  }) => {
    const { manager, bookingId } = await makeOffer('confirmed', new Date(Date.now() - 3_600_000));
    const viewport = { width, height: 844 };
    const page = await browser.newPage({ baseURL: process.env.E2E_BASE_URL, viewport });
    await signInAs(page, manager);
    await page.goto(`/bookings/${bookingId}?tab=guests`);

    await page.getByRole('button', { name: 'More for this booking' }).click();
    await page.getByRole('menuitem', { name: 'Record the final count' }).click();
    const count = page.getByRole('dialog', { name: 'Record the final count' });
    await count.getByLabel('Guests guaranteed').fill('80');
    await count.getByRole('button', { name: 'Record it' }).dblclick();
    await expect(count).toBeHidden();
    await expect(page.getByText('Final count', { exact: true })).toBeVisible();

    await page.goto(`/bookings/${bookingId}?tab=money`);
    await page.getByRole('button', { name: 'Service charge' }).click();
    const charge = page.getByRole('dialog', { name: 'Service charge' });
    await charge.getByLabel('Percent').fill('200');
    await charge.getByRole('button', { name: 'Set the charge' }).click();
    await expect(charge.getByText('Enter a percentage from 0 to 50.').first()).toBeVisible();
    await charge.getByLabel('Percent').fill('10');
    await charge.getByRole('button', { name: 'Set the charge' }).click();
    await expect(charge).toBeHidden();
    await expect(page.getByText('Service charge', { exact: true }).first()).toBeVisible();

    await page.getByRole('button', { name: 'Start event' }).click();
    await page.getByRole('button', { name: 'Mark as completed' }).click();
    const served = page.getByRole('dialog', { name: /^Complete/ });
    await served.getByLabel('Guests served').fill('95');
    await expect(served.getByText('Billed for 95.')).toBeVisible();
    await expect(served.getByText(/^On the bill: \+ GHS/)).toBeVisible();
    await served.getByLabel('Guests served').fill('60');
    await expect(served.getByText('Billed for 80.')).toBeVisible();
    await expect(served.getByText('The bill stays as it is.')).toBeVisible();
    await served.getByLabel('Guests served').fill('95');
    await test.step('what was extra is noted with its price, and billed with the rest', async () => {
      await expect(served.getByText('Billed for 95.')).toBeVisible();
      const said = await served.getByText(/^On the bill: \+ GHS/).textContent();
      await served.getByRole('button', { name: 'Add an extra' }).click();
      const extra = served.getByRole('group', { name: 'Extra 1' });
      await expect(extra.getByLabel('What it was')).toBeFocused();
      await page.keyboard.type('Two hours longer');
      await extra.getByLabel('Quantity').fill('2');
      await served.getByRole('button', { name: 'Mark as completed' }).click();
      await expect(served.getByText('Enter the price of one.').first()).toBeVisible();
      await extra.getByLabel('Price of one').fill('300');
      await expect(served.getByText(said ?? '', { exact: true })).toBeHidden();
      await expect(served.getByText(/^On the bill: \+ GHS/)).toBeVisible();
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
    });
    await served.getByRole('button', { name: 'Mark as completed' }).dblclick();
    await expect(served).toBeHidden();
    await page.goto(`/bookings/${bookingId}?tab=guests`);
    await expect(page.getByText('Billed', { exact: true })).toBeVisible();
    await page.goto(`/bookings/${bookingId}?tab=menu`);
    // Beside it the timeline says who added it.
    await expect(page.getByRole('cell', { name: 'Two hours longer' })).toHaveCount(1);
    await expect(page.getByText('Added Two hours longer × 2')).toBeVisible();
    await page.close();
  });

test('a manager sets the terms of new bookings', async ({ browser }) => {
  const { managerEmail: manager } = await makeOffice('Terms');
  const page = await browser.newPage({
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 390, height: 844 },
  });
  await signInAs(page, manager);
  await page.goto('/settings/terms');
  await page.getByLabel('Service charge', { exact: true }).fill('51');
  await page.getByRole('button', { name: 'Save terms' }).click();
  await expect(page.getByText('Enter a percentage from 0 to 50.').first()).toBeVisible();
  await page.getByLabel('Service charge', { exact: true }).fill('7.5');
  await page.getByLabel('Final count').fill('5');
  await page.getByRole('button', { name: 'Save terms' }).click();
  await expect(page.getByText('Saved. New bookings are made on these terms.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Service charge', { exact: true })).toHaveValue('7.5');
  await page.close();
});

for (const width of [1440, 390])
  test(`what a guest can’t eat is held against the dishes, at ${width} px`, async ({ browser }) => {
    const { manager, bookingId } = await makeOffer('enquiry');
    const page = await browser.newPage({
      baseURL: process.env.E2E_BASE_URL,
      viewport: { width, height: 844 },
    });
    await signInAs(page, manager);
    await page.goto(`/bookings/${bookingId}?tab=guests`);
    await expect(page.getByText('Nobody has told us of any')).toBeVisible();
    await page.getByRole('button', { name: 'Add a diet' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a diet' });
    await dialog.getByLabel('Who').fill('Ama');
    await dialog.getByRole('button', { name: 'Add diet' }).click();
    await expect(dialog.getByText('Choose what they don’t eat, or write it down.').first()).toBeVisible();
    await dialog.getByLabel('Peanuts').check();
    await dialog.getByLabel('Severe: traces are too much').check();
    await dialog.getByRole('button', { name: 'Add diet' }).dblclick();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('No peanuts · severe')).toHaveCount(1);
    await expect(page.getByText('Nothing on the menu is known to be right for Ama.')).toBeVisible();
    await expect(page.getByText(/nobody has said about peanuts/)).toBeVisible();
    // It marks the booking where it is listed, and is found by the food.
    await page.goto('/bookings?when=all&q=peanuts');
    await expect(page.getByRole('link', { name: /Mensah wedding/ }).first()).toBeVisible();
    await page.goto(`/bookings/${bookingId}?tab=guests`);
    await page.getByRole('button', { name: 'More for Ama' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect(page.getByText('Nobody has told us of any')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('No peanuts · severe')).toBeVisible();
    await page.close();
  });
