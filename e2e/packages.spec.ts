import type { Browser, Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { makePackage } from '../db/factories/package';
import { categories, items } from '../db/schema/menu';
import { memberships } from '../db/schema/people';
import { demoCompanyId } from '../db/seed/demo';
import { actAs } from '../db/session';
import { expect, makeEvent, signIn, test, untilSaved } from './fixtures';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
type Viewport = typeof desk;
type Role = Parameters<typeof signIn>[1];

async function open(browser: Browser, role: Role, viewport: Viewport): Promise<Page> {
  const page = await browser.newPage({ baseURL: process.env.E2E_BASE_URL, viewport });
  await signIn(page, role);
  return page;
}

let made = 0;
function nameOf(word: string): string {
  made += 1;
  return `${word} ${Date.now().toString(36)}${made}`;
}

/** Dishes of the demo's menu, in a category of their own. */
async function makeDishes(names: readonly string[]): Promise<void> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  const [companyId, categoryId] = [demoCompanyId, v7()];
  await actAs({ role: 'system', companyId, name: 'e2e' }, async (tx) => {
    await tx.insert(categories).values({ id: categoryId, companyId, name: nameOf('For packages') });
    await tx.insert(items).values(names.map((name) => ({ companyId, categoryId, name, price: 2000 })));
  });
}

/** Whose events the demo's client sees. */
async function clientsCustomer(): Promise<string> {
  const [row] = await actAs({ role: 'system', companyId: demoCompanyId, name: 'e2e' }, (tx) =>
    tx.select().from(memberships).where(eq(memberships.role, 'client')),
  );
  return row?.customerId ?? '';
}

/** Chooses of a finder: by typing and Enter at a desk, by tapping in a sheet on a phone. */
async function pick(page: Page, finder: string, names: readonly string[]): Promise<void> {
  const inSheet = page.viewportSize()?.width === phone.width;
  if (inSheet) await page.getByRole('button', { name: finder }).click();
  const field = page.getByRole('combobox', { name: finder });
  for (const name of names) {
    await field.fill(name);
    const option = page.getByRole('option').filter({ hasText: name });
    await expect(option).toBeVisible();
    if (inSheet) await option.click();
    else await field.press('Enter');
  }
  // The list of a desk lies over what follows.
  if (!inSheet) await field.press('Escape');
  if (inSheet) await page.getByRole('button', { name: `Done, ${names.length} added` }).click();
}

const photo = async () => ({
  name: 'table.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 900, height: 600, channels: 3, background: '#7a8b4f' } })
    .jpeg()
    .toBuffer(),
});

for (const viewport of [desk, phone]) {
  const where = `at ${viewport.width} px`;

  test(`a manager makes a package with 2 of 5 sides ${where}, with a picture, corrects it and archives it`, async ({
    browser,
  }) => {
    const page = await open(browser, 'manager', viewport);
    const sides = [1, 2, 3, 4, 5].map((n) => nameOf(`Side ${n}`));
    const main = nameOf('Goat light soup');
    await makeDishes([main, ...sides]);

    const name = nameOf('Gold');
    await page.goto('/menu/packages');
    await page.getByRole('link', { name: 'Add package' }).first().click();
    await page.getByRole('button', { name: 'Add package' }).click();
    await expect(page.getByText('Enter the name of the package.').first()).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Type of event').selectOption({ label: 'Wedding' });
    await page.getByLabel('Price', { exact: true }).fill('145.50');
    await page.getByLabel('From so many guests').fill('50');
    await page.getByLabel('Up to so many guests').fill('40');
    await page.getByLabel(/^Picture/).setInputFiles(await photo());
    await expect(page.getByRole('button', { name: 'Remove picture' })).toBeVisible();
    await page.getByLabel('Name of the course').fill('Main');
    await pick(page, 'Add a dish to Main', [main]);
    await page.getByRole('button', { name: 'Add a course' }).click();
    await page.getByLabel('Name of the course').nth(1).fill('Sides');
    await page.getByLabel('Dishes to choose').nth(1).fill('6');
    await pick(page, 'Add a dish to Sides', sides);
    await page.getByRole('button', { name: 'Add package' }).click();
    await expect(page.getByText('The largest number of guests is below the smallest.').first()).toBeVisible();
    await expect(page.getByText(/There are 5 dishes to choose from/).first()).toBeVisible();
    await page.getByLabel('Up to so many guests').fill('400');
    await page.getByLabel('Dishes to choose').nth(1).fill('2');
    await page.getByRole('button', { name: 'Add package' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

    await page.goto('/menu/packages');
    const row = page.getByRole('listitem').filter({ hasText: name });
    await expect(row).toContainText('Main, 2 of 5 Sides');
    await expect(row).toContainText('Wedding · 50 to 400 guests');
    await expect(row).toContainText('145.50');
    const picture = row.locator('img');
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(160);

    await row.getByRole('link', { name }).click();
    await page.getByRole('button', { name: 'Move Sides up' }).click();
    await page.getByRole('button', { name: `Remove ${sides[4]} from Sides` }).click();
    await page.getByRole('button', { name: 'Save package' }).click();
    await expect(page.getByText('Package saved')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Name of the course').first()).toHaveValue('Sides');
    await expect(page.getByRole('list', { name: 'Dishes of Sides' }).getByRole('listitem')).toHaveCount(4);

    await page.getByRole('button', { name: `More for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Archive package' }).click();
    await expect(page.getByText('Archived', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Archived', { exact: true })).toBeHidden();
    await page.close();
  });

  test(`staff put packages in order by keyboard ${where}`, async ({ browser }) => {
    const page = await open(browser, 'staff', viewport);
    const dish = nameOf('Kenkey');
    await makeDishes([dish]);
    const names = [nameOf('Bronze'), nameOf('Silver')] as const;
    for (const name of names) {
      await page.goto('/menu/packages/new');
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByLabel('The price is').selectOption({ label: 'On request' });
      await page.getByLabel('Name of the course').fill('Main');
      await pick(page, 'Add a dish to Main', [dish]);
      await page.getByRole('button', { name: 'Add package' }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    }
    await page.goto('/menu/packages');
    const list = page.getByRole('list', { name: 'Packages in their order' });
    const shown = async () => {
      const all = await list.getByRole('link').allTextContents();
      return all.filter((name) => (names as readonly string[]).includes(name));
    };
    await expect.poll(shown).toEqual(names);
    await page.getByRole('button', { name: new RegExp(`^Move ${names[1]}, `) }).focus();
    await untilSaved(page, () => page.keyboard.press('ArrowUp'));
    await expect.poll(shown).toEqual([names[1], names[0]]);
    await expect(async () => {
      await page.reload();
      expect(await shown()).toEqual([names[1], names[0]]);
    }).toPass();
    await page.close();
  });

  test(`staff book a package with 2 of 5 sides ${where}; the client sees them and chooses anew`, async ({
    browser,
  }) => {
    process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
    const gold = await makePackage(demoCompanyId, { name: nameOf('Gold') });
    const side = (n: number) => `Side ${n} ${gold.id.slice(-6)}`;
    const startsAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 90 * 86_400_000);
    const { bookingId } = await makeEvent({
      ...{ status: 'enquiry', startsAt },
      customerId: await clientsCustomer(),
    });

    const page = await open(browser, 'staff', viewport);
    await page.goto(`/bookings/${bookingId}/edit`);
    await pick(page, 'Add a package', [gold.name]);
    await expect(page.getByLabel(`Quantity of ${gold.name}`)).toHaveValue('75');
    await page.getByLabel(side(1)).check();
    await page.getByRole('button', { name: 'Save booking' }).click();
    await expect(page.getByText(`${gold.name}: Choose 2 of Sides.`).first()).toBeVisible();
    await page.getByLabel(side(4)).check();
    await expect(page.getByLabel(side(2))).toBeDisabled();
    await page.getByRole('button', { name: 'Save booking' }).click();
    const row = page.getByRole('row').filter({ hasText: gold.name });
    await expect(row).toContainText(`${side(1)}, ${side(4)}`);
    await page.close();

    const client = await open(browser, 'client', viewport);
    await client.goto(`/my/bookings/${bookingId}`);
    const seen = client.getByRole('row').filter({ hasText: gold.name });
    await expect(seen).toContainText(`${side(1)}, ${side(4)}`);
    await client.goto(`/my/bookings/${bookingId}/edit`);
    await client.getByLabel(side(4)).uncheck();
    await client.getByLabel(side(5)).check();
    await client.getByRole('button', { name: 'Save changes' }).click();
    await expect(seen).toContainText(`${side(1)}, ${side(5)}`);
    await client.close();
  });
}
