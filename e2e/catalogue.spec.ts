import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, signIn, test } from './fixtures';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const ways = [
  { role: 'manager', viewport: desk },
  { role: 'manager', viewport: phone },
  { role: 'staff', viewport: desk },
  { role: 'staff', viewport: phone },
] as const;

async function open(browser: Browser, { role, viewport }: (typeof ways)[number]): Promise<Page> {
  const page = await browser.newPage({ baseURL: process.env.E2E_BASE_URL, viewport });
  await signIn(page, role);
  return page;
}

let made = 0;
function nameOf(word: string): string {
  made += 1;
  return `${word} ${Date.now().toString(36)}${made}`;
}

const photo = async () => ({
  name: 'dish.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 900, height: 600, channels: 3, background: '#b5541c' } })
    .jpeg()
    .toBuffer(),
});

async function addCategory(page: Page, name: string): Promise<void> {
  await page.goto('/menu/categories');
  await page.getByRole('button', { name: 'Add category' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Add category' }).click();
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
}

type Dish = { name: string; category: string; price: string; unit?: string; feeds?: string };

async function fillDish(page: Page, { name, category, price, unit, feeds }: Dish): Promise<void> {
  await page.goto('/menu/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Category').selectOption({ label: category });
  await page.getByLabel('Price', { exact: true }).fill(price);
  if (unit) await page.getByLabel('The price is').selectOption({ label: unit });
  if (feeds) await page.getByLabel('One tray feeds').fill(feeds);
}

async function addDish(page: Page, dish: Dish): Promise<void> {
  await fillDish(page, dish);
  await page.getByRole('button', { name: 'Add dish' }).click();
  await expect(page.getByRole('heading', { level: 1, name: dish.name })).toBeVisible();
}

for (const way of ways) {
  test(`a ${way.role} at ${way.viewport.width} px adds a dish with a picture, archives it, brings it back and books it`, async ({
    browser,
  }) => {
    const page = await open(browser, way);
    const category = nameOf('Trays');
    const name = nameOf('Waakye tray');
    await addCategory(page, category);
    await fillDish(page, { name, category, price: '350', unit: 'Per tray', feeds: '20' });
    await page.getByLabel(/^Picture/).setInputFiles({
      name: 'dish.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<svg><script>alert(1)</script></svg>'),
    });
    await expect(page.getByText(/isn’t a picture that can be shown safely/)).toBeVisible();
    await page.getByLabel(/^Picture/).setInputFiles(await photo());
    await expect(page.getByRole('button', { name: 'Remove picture' })).toBeVisible();
    await page.getByLabel('Peanuts').selectOption({ label: 'Contains' });
    await page.getByRole('button', { name: 'Add dish' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

    await page.goto(`/menu?q=${encodeURIComponent(name)}`);
    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row).toContainText('Contains peanuts; rest unknown');
    await expect(row).toContainText('a tray for 20');
    const picture = row.locator('img');
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(160);

    await row.getByRole('link', { name }).click();
    await page.getByRole('button', { name: `More for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Archive dish' }).click();
    await expect(page.getByText('Archived', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Archived', { exact: true })).toBeHidden();

    await page.goto('/bookings/new');
    await page.getByLabel('Guests', { exact: true }).fill('75');
    const inSheet = way.viewport.width === phone.width;
    if (inSheet) await page.getByRole('button', { name: 'Add a dish' }).click();
    const finder = page.getByRole('combobox', { name: 'Add a dish' });
    await finder.fill(name);
    const option = page.getByRole('option').filter({ hasText: name });
    await expect(option).toContainText('Contains peanuts');
    if (inSheet) {
      await option.click();
      await page.getByRole('button', { name: 'Done, 1 added' }).click();
    } else await finder.press('Enter');
    await expect(page.getByLabel(`Quantity of ${name}`)).toHaveValue('4');
    await page.getByLabel('Guests', { exact: true }).fill('85');
    await expect(page.getByLabel(`Quantity of ${name}`)).toHaveValue('5');
    await page.close();
  });

  test(`a ${way.role} at ${way.viewport.width} px puts the dishes of a category in order by keyboard`, async ({
    browser,
  }) => {
    const page = await open(browser, way);
    const category = nameOf('Order');
    const dishes = [nameOf('Ampesi'), nameOf('Bofrot'), nameOf('Chichinga')];
    await addCategory(page, category);
    for (const name of dishes) await addDish(page, { name, category, price: '10' });
    await page.goto('/menu/categories');
    await page.getByRole('link', { name: category, exact: true }).click();
    const list = page.getByRole('list', { name: 'Dishes in the order of the menu' });
    const shown = () => list.getByRole('link').allTextContents();
    await expect.poll(shown).toEqual(dishes);
    const [first, second, third] = dishes as [string, string, string];
    await page.getByRole('button', { name: `Move ${third}, 3 of 3` }).focus();
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('status').filter({ hasText: `${third}: 2 of 3` })).toBeAttached();
    await expect(page.getByRole('button', { name: `Move ${third}, 2 of 3` })).toBeFocused();
    await page.keyboard.press('Home');
    await expect.poll(shown).toEqual([third, first, second]);
    await expect(page.getByRole('status').filter({ hasText: `${third}: 1 of 3` })).toBeAttached();
    await expect(async () => {
      await page.reload();
      expect(await shown()).toEqual([third, first, second]);
    }).toPass();
    await page.close();
  });
}
