import type { Browser, Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { makeBooking } from '../db/factories/booking';
import { demoCompanyId } from '../db/seed/demo';
import { expect, signIn, test, untilSaved } from './fixtures';

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
    await untilSaved(page, () => page.keyboard.press('ArrowUp'));
    await expect(page.getByRole('status').filter({ hasText: `${third}: 2 of 3` })).toBeAttached();
    await expect(page.getByRole('button', { name: `Move ${third}, 2 of 3` })).toBeFocused();
    await untilSaved(page, () => page.keyboard.press('Home'));
    await expect.poll(shown).toEqual([third, first, second]);
    await expect(page.getByRole('status').filter({ hasText: `${third}: 1 of 3` })).toBeAttached();
    await expect(async () => {
      await page.reload();
      expect(await shown()).toEqual([third, first, second]);
    }).toPass();
    await page.close();
  });
}

test('a manager gives a category a picture, which stands above its dishes on the menu', async ({
  browser,
}) => {
  const page = await open(browser, ways[0]);
  const category = nameOf('Grills');
  await addCategory(page, category);
  await addDish(page, { name: nameOf('Chichinga'), category, price: '12' });
  await page.goto('/menu/categories');
  await page.getByRole('button', { name: `More for ${category}` }).click();
  await page.getByRole('menuitem', { name: 'Edit category' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Picture/).setInputFiles(await photo());
  await expect(dialog.getByRole('button', { name: 'Remove picture' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Save category' }).click();
  const widthOf = (picture: Locator) => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
  const row = page.getByRole('listitem').filter({ hasText: category });
  await expect.poll(() => widthOf(row.locator('img'))).toBe(160);
  await row.getByRole('link', { name: category, exact: true }).click();
  await expect.poll(() => widthOf(page.locator('main img').first())).toBe(900);
  await page.close();
});

/** Drags a handle to below another by its pointer: a mouse's, or a finger's. */
async function drag(page: Page, { from, below, touch }: { from: Locator; below: Locator; touch: boolean }) {
  const [start, end] = [await from.boundingBox(), await below.boundingBox()];
  if (!start || !end) throw new Error('There is nothing to drag');
  const x = start.x + start.width / 2;
  const [y, to] = [start.y + start.height / 2, end.y + end.height - 2];
  const way = [0.3, 0.6, 1].map((part) => y + (to - y) * part);
  if (!touch) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const at of way) await page.mouse.move(x, at);
    return page.mouse.up();
  }
  const finger = await page.context().newCDPSession(page);
  const put = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  await put('touchStart', [{ x, y }]);
  for (const at of way) await put('touchMove', [{ x, y: at }]);
  await put('touchEnd', []);
}

for (const { role, viewport, touch } of [
  { role: 'manager', viewport: desk, touch: false },
  { role: 'staff', viewport: phone, touch: true },
] as const)
  test(`a ${role} drags a category and a dish to their places ${touch ? 'with a finger' : 'with the mouse'} at ${viewport.width} px`, async ({
    browser,
  }) => {
    const page = await browser.newPage({
      baseURL: process.env.E2E_BASE_URL,
      viewport,
      hasTouch: touch,
      isMobile: touch,
    });
    await signIn(page, role);
    const category = nameOf('Dragged');
    const names = [nameOf('Abolo'), nameOf('Tatale'), nameOf('Koose')] as const;
    await addCategory(page, category);
    for (const name of names) await addDish(page, { name, category, price: '10' });
    await page.goto('/menu/categories');
    await page.getByRole('link', { name: category, exact: true }).click();
    const list = page.getByRole('list', { name: 'Dishes in the order of the menu' });
    const shown = () => list.getByRole('link').allTextContents();
    await expect.poll(shown).toEqual(names);
    await untilSaved(page, () =>
      drag(page, {
        from: page.getByRole('button', { name: `Move ${names[0]}, 1 of 3` }),
        below: list.getByRole('listitem').last(),
        touch,
      }),
    );
    await expect.poll(shown).toEqual([names[1], names[2], names[0]]);
    await expect(page.getByRole('status').filter({ hasText: `${names[0]}: 3 of 3` })).toBeAttached();
    await expect(async () => {
      await page.reload();
      expect(await shown()).toEqual([names[1], names[2], names[0]]);
    }).toPass();

    await page.goto('/menu/categories');
    const categories = page.getByRole('list', { name: 'Categories in the order of the menu' });
    const rows = () => categories.getByRole('link').allTextContents();
    const before = await rows();
    const above = before.indexOf(category) - 1;
    // Both rows clear of the bar at the bottom of a phone.
    await categories.evaluate((all) => all.scrollIntoView({ block: 'end' }));
    await page.evaluate(() => window.scrollBy(0, 400));
    await drag(page, {
      from: categories.getByRole('button', { name: new RegExp(`^Move ${before[above]},`) }),
      below: categories.getByRole('listitem').filter({ hasText: category }),
      touch,
    });
    await expect.poll(async () => (await rows()).indexOf(category)).toBe(above);
    await page.close();
  });

for (const way of [ways[0], ways[3]])
  test(`a ${way.role} at ${way.viewport.width} px raises a price, which no booking follows until it is offered to the draft`, async ({
    browser,
  }) => {
    process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
    const draft = await makeBooking(demoCompanyId, { status: 'quoted', eventName: nameOf('Quoted') });
    const page = await open(browser, way);
    await page.goto(`/menu/${draft.itemId}`);
    await page.getByLabel('Price', { exact: true }).fill('31.50');
    await page.getByRole('button', { name: 'Save dish' }).click();
    await expect(page.getByText('1 draft for events to come has another price')).toBeVisible();
    const total = async () => {
      await page.goto(`/bookings/${draft.id}`);
      return page.getByRole('heading', { level: 1 }).locator('..').locator('..').textContent();
    };
    expect(await total()).toContain('2,175.00');
    await page.goto(`/menu/${draft.itemId}`);
    await page.getByRole('button', { name: /^Offer GHS\s31\.50 to 1 draft$/ }).click();
    await expect(page.getByText('1 draft has the new price')).toBeVisible();
    await expect(page.getByText('1 draft for events to come has another price')).toBeHidden();
    // 75 × 31.50 and two waiters, with the taxes of the day.
    expect(await total()).not.toContain('2,175.00');
    await page.close();
  });
