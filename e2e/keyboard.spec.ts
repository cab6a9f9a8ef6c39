import type { Locator, Page } from '@playwright/test';
import { expect, makeEvent, test } from './fixtures';

const day = 86_400_000;

/** The palette, and the way of somebody who only has keys. */
function keysOf(page: Page) {
  const { keyboard } = page;
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  return {
    keyboard,
    palette,
    command: async (words: string) => {
      await keyboard.press('Control+k');
      await expect(palette.getByRole('combobox')).toBeFocused();
      await keyboard.type(words);
      await expect(palette.getByRole('option').first()).toContainText(words);
      await keyboard.press('Enter');
      await expect(palette).toBeHidden();
    },
    /** Goes on by Tab until the focus is there. */
    reach: async (target: Locator) => {
      await expect(target).toBeVisible();
      for (let steps = 0; steps < 80; steps += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await keyboard.press('Tab');
      }
      throw new Error('Tab never came there');
    },
  };
}

test('a caller’s booking goes from the palette to priced and confirmed with the keyboard alone', async ({
  manager: page,
}) => {
  const tag = Date.now().toString(36);
  const { keyboard, command, reach } = keysOf(page);
  /** Part after part, at eleven minutes to noon or so: day and month are the same number in every notation. */
  const when = async (label: string, hour: string) => {
    await reach(page.getByLabel(label, { exact: true }));
    await keyboard.type('12122027');
    await keyboard.press('ArrowRight');
    await keyboard.type(`${hour}00A`);
    await expect(page.getByLabel(label, { exact: true })).toHaveValue(`2027-12-12T${hour}:00`);
  };
  await page.goto('/bookings', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { name: 'Bookings' })).toBeVisible();
  await command('New booking');
  await expect(page.getByRole('heading', { name: 'New booking' })).toBeVisible();

  await reach(page.getByRole('button', { name: 'A new caller' }));
  await keyboard.press('Enter');
  await reach(page.getByLabel('Caller’s name'));
  await keyboard.type(`Abena ${tag}`);
  await keyboard.press('Tab');
  await keyboard.type(`+23324${String(Date.now()).slice(-7)}`);
  await reach(page.getByLabel('Event name'));
  await keyboard.type(`Naming ${tag}`);
  await when('Start', '10');
  await when('End', '11');
  await reach(page.getByLabel('Venue', { exact: true }));
  await keyboard.type(`Yard ${tag}`);
  await reach(page.getByLabel('Guests', { exact: true }));
  await keyboard.type('40');

  const dish = page.getByRole('combobox', { name: 'Add a dish' });
  await reach(dish);
  await keyboard.type('jollof');
  const list = page.getByRole('listbox', { name: 'Add a dish' });
  await expect(list.getByRole('option').first()).toContainText(/jollof/i);
  await keyboard.press('Enter');
  await expect(page.getByLabel(/^Quantity of/)).toHaveCount(1);
  // The list is out of the way of what stands below, and once too often adds and saves nothing.
  await expect(list).toBeHidden();
  await keyboard.press('Enter');
  await expect(list).toBeVisible();
  await keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(page.getByLabel(/^Quantity of/)).toHaveCount(1);

  const change = page.getByRole('button', { name: /^Change the price of/ });
  for (let steps = 0; steps < 20; steps += 1) {
    if (await change.evaluate((element) => element === document.activeElement)) break;
    await keyboard.press('Shift+Tab');
  }
  await expect(change).toBeFocused();
  await keyboard.press('Enter');
  const price = page.getByRole('dialog', { name: /^Price of/ });
  await reach(price.getByLabel('Percent off the line'));
  await keyboard.type('10');
  await reach(price.getByLabel('Reason'));
  await keyboard.type('A neighbour');
  await keyboard.press('Control+Enter');
  await expect(price).toBeHidden();
  await expect(page.getByText(/10\s?%\soff: A neighbour/)).toBeVisible();
  await expect(change).toBeFocused();
  await keyboard.press('Control+Enter');

  await expect(page.getByRole('heading', { name: `Naming ${tag}` })).toBeVisible();
  await command('Send quote');
  await reach(page.getByLabel('How it was given'));
  await keyboard.type('On the phone');
  await keyboard.press('Control+Enter');
  await expect(page.getByText('Marked as quoted')).toBeVisible();
  await command(`Naming ${tag}`);
  await expect(page.getByRole('heading', { name: `Naming ${tag}`, exact: true })).toBeVisible();
  await command('Confirm booking');
  // The deposit isn't paid: a manager says why it goes on.
  const without = page.getByRole('dialog').filter({ hasText: 'The deposit of' });
  await expect(without.getByLabel('Reason')).toBeFocused();
  await keyboard.type('They pay tomorrow');
  await keyboard.press('Control+Enter');
  await expect(page.getByText('Booking confirmed')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Confirmed');
});

test('someone of the staff works a list without a mouse', async ({ staff: page }) => {
  const word = `Keys${Date.now().toString(36)}`;
  for (const at of [0, 1])
    await makeEvent({
      eventName: `${word} ${at}`,
      status: 'enquiry',
      startsAt: new Date(Date.now() + (50 + at) * day),
    });
  const { keyboard, reach } = keysOf(page);
  await page.goto('/dashboard');
  await expect(page.getByRole('button', { name: /^Search or go to/ })).toBeVisible();
  await expect(async () => {
    await keyboard.press('g');
    await keyboard.press('b');
    await expect(page).toHaveURL(/\/bookings$/, { timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole('searchbox')).toBeVisible();
  await keyboard.press('/');
  await keyboard.type(word);
  await expect(page.getByText('2 of 2 bookings')).toBeVisible();
  await keyboard.press('Tab');
  await keyboard.press('j');
  // What a search finds begins with the latest.
  await expect(page.getByRole('link', { name: `${word} 1` })).toBeFocused();
  for (const key of ['x', 'j', 'x']) await keyboard.press(key);
  const bulk = page.getByRole('region', { name: 'Selected rows' });
  await expect(bulk).toContainText('2 selected');
  await reach(bulk.getByRole('button', { name: 'Mark as quoted' }));
  // Away from the rows it picks nothing and loses nothing.
  await keyboard.press('x');
  await expect(bulk).toContainText('2 selected');
  await keyboard.press('Enter');
  await expect(page.getByText('2 bookings marked as quoted')).toBeVisible();
  await keyboard.press('k');
  await expect(page.getByRole('link', { name: `${word} 1` })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `${word} 1` })).toBeVisible();
});

test('the palette finds a booking and does its next step; ? tells the keys of a page', async ({
  staff: page,
}) => {
  const { eventName } = await makeEvent({
    status: 'quoted',
    startsAt: new Date(Date.now() + 50 * day),
  });
  const { keyboard, palette } = keysOf(page);
  await page.goto('/calendar', { waitUntil: 'networkidle' });
  // However long the palette takes to come, not a key of the name is lost or taken for a shortcut.
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let held = 0;
  await page.route(/\/_next\/static\//, async (route) => {
    held += 1;
    await arrived;
    await route.continue();
  });
  await keyboard.press('Control+k');
  await keyboard.type(eventName);
  expect(held).toBeGreaterThan(0);
  await expect(palette).toBeHidden();
  arrive();
  await expect(palette.getByRole('combobox')).toHaveValue(eventName);
  await expect(palette.getByRole('option').filter({ hasText: eventName })).toBeVisible();
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: eventName })).toBeVisible();

  await keyboard.press('Control+k');
  await expect(
    palette.getByRole('group', { name: 'On this page' }).getByRole('option').first(),
  ).toContainText('Confirm booking');
  await keyboard.type('confirm');
  await keyboard.press('Enter');
  await expect(page.getByText('Booking confirmed')).toBeVisible();

  await keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(keys).toBeVisible();
  await expect(keys.getByText('Search and commands')).toBeVisible();
  // Only what this page has: no list stands here.
  await expect(keys.getByText('Along the rows')).toHaveCount(0);
  await keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await keyboard.press('g');
  await keyboard.press('b');
  await expect(page).toHaveURL(/\/bookings$/);
  await expect(page.getByRole('searchbox').or(page.getByRole('table')).first()).toBeVisible();
  await keyboard.press('?');
  await expect(keys.getByText('Along the rows')).toBeVisible();
  await expect(keys.getByText('Search this list')).toBeVisible();
});

test('a page’s name opens the page, whoever is called like it; tomorrow’s diets are found by a part of their name', async ({
  manager: page,
}) => {
  const tag = Date.now().toString(36);
  const { eventName } = await makeEvent({
    eventName: `Reports dinner ${tag}`,
    startsAt: new Date(Date.now() + 50 * day),
  });
  const { keyboard, palette } = keysOf(page);
  await page.goto('/calendar', { waitUntil: 'networkidle' });
  await keyboard.press('Control+k');
  await keyboard.type('reports');
  await expect(palette.getByRole('option').filter({ hasText: eventName })).toBeVisible();
  await expect(palette.getByRole('option').first()).toHaveText('Reports');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Reports' })).toBeVisible();
  await keyboard.press('Control+k');
  await keyboard.type(`reports dinner ${tag}`);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: eventName })).toBeVisible();
  await keyboard.press('Control+k');
  await keyboard.type('diets tom');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/calendar\?view=day&date=tomorrow&diets=1/);
});
