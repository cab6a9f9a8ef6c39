import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectUsable } from './accessible';
import { expect, signIn, test } from './fixtures';

const tagOf = () => Date.now().toString(36).slice(-6);
const phoneOf = (n: number) => `024 ${String(Date.now()).slice(-6)}${n}`;

async function choose(page: Page, text: string, name = 'customers.csv') {
  await page.goto('/settings/imports');
  await give(page, 'File with your customers', text, name);
}

async function give(page: Page, label: string, text: string, name: string) {
  await page.getByLabel(label).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])
  test(`a manager brings customers along, sees what it would do first, and takes it back, at ${viewport.width} px`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    await signIn(page, 'manager');
    const tag = tagOf();
    await page.goto('/customers');
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Import', exact: true })).toBeVisible();
    await expectUsable(page);
    await choose(
      page,
      `Kunde ${tag};Mobile;Email\nEsi ${tag};${phoneOf(1)};esi-${tag}@example.com\nKojo ${tag};12;\n`,
    );

    await expect(page.getByRole('heading', { name: 'Which column is what?' })).toBeVisible();
    await expect(page.getByLabel('Phone')).toHaveValue('1');
    await page.getByRole('button', { name: 'Check all rows' }).click();
    await expect(page.getByText('Say which column holds the name.').first()).toBeVisible();
    await expectUsable(page);
    await page.getByLabel('Name').selectOption({ label: `Kunde ${tag}` });
    await page.getByRole('button', { name: 'Check all rows' }).click();

    await expect(page.getByText('Ready to import')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Line 3 · Mobile · “12”')).toBeVisible();
    await expectUsable(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('rows-to-mend.csv');
    await page.getByRole('button', { name: 'Import 1 row, skip 1' }).click();
    await expect(page.getByText('Imported', { exact: true })).toBeVisible({ timeout: 30_000 });

    await page.goto(`/customers?q=${tag}`);
    await expect(page.getByText(`Esi ${tag}`).first()).toBeVisible();
    await page.goBack();
    await page.getByRole('button', { name: 'Take import back' }).click();
    await expect(page.getByText('Taken back', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await page.goto(`/customers?q=${tag}`);
    await expect(page.getByText(`Nobody found for “${tag}”`)).toBeVisible();
  });

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])
  test(`a manager brings a menu along and takes it back, at ${viewport.width} px`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await signIn(page, 'manager');
    const tag = tagOf();
    await page.goto('/menu');
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('radio', { name: 'Menu' })).toBeChecked();
    await give(
      page,
      'File with your menu',
      `Dish,Category,Price per person,Allergens\nWaakye ${tag},Sides ${tag},25.50,"Eggs, wheat"\nحلوى ${tag},Sides ${tag},-3,\n`,
      'menu.csv',
    );
    await expect(page.getByLabel('Price (optional)', { exact: true })).toHaveValue('2');
    await expect(page.getByRole('cell', { name: `حلوى ${tag}` })).toHaveAttribute('dir', 'auto');
    await page.getByRole('button', { name: 'Check all rows' }).click();
    await expect(page.getByText('Ready to import')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Line 3 · Price per person · “-3”')).toBeVisible();
    await page.getByRole('button', { name: 'Import 1 row, skip 1' }).click();
    await expect(page.getByText('Imported', { exact: true })).toBeVisible({ timeout: 30_000 });
    const done = page.url();

    await page.goto('/menu');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('menu.csv');
    expect(await readFile(await file.path(), 'utf8')).toContain(
      `Dish,Waakye ${tag},Sides ${tag},,25.50,Per guest,,1,1,"Gluten, Eggs"`,
    );
    await page.goto(`/menu?q=${tag}`);
    await page.getByRole('link', { name: `Waakye ${tag}` }).click();
    await expect(page.getByLabel('Price', { exact: true })).toHaveValue('25.50');
    await page.goto(done);
    await page.getByRole('button', { name: 'Take import back' }).click();
    await expect(page.getByText('Taken back', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await page.goto(`/menu?q=${tag}`);
    await expect(page.getByText('No dish fits')).toBeVisible();
    await page.goto('/menu/categories');
    await expect(page.getByText(`Sides ${tag}`)).toHaveCount(0);
  });

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])
  test(`a manager brings Odoo’s bookings along and takes them back, at ${viewport.width} px`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    await signIn(page, 'manager');
    const [tag, phone] = [tagOf(), phoneOf(3)];
    await page.goto('/bookings');
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('radio', { name: 'Bookings' })).toBeChecked();
    await give(
      page,
      'File with your bookings',
      [
        'Booking Reference,Customer/Name,Customer/Phone,Event Name,Event Type,Event Date,Event End Date,Venue,Guest Count,Status,Total Amount',
        `OD-${tag},Esi ${tag},${phone},Owusu ${tag},Wedding,06/07/2091 14:00:00,06/07/2091 22:00:00,Hall ${tag},120,confirmed,2501.25`,
        `OE-${tag},Esi ${tag},${phone},Past ${tag},Wedding,2020-03-07 14:00:00,2020-03-07 22:00:00,Hall ${tag},80,confirmed,100.00`,
      ].join('\n'),
      'bookings.csv',
    );
    await expect(page.getByLabel('Starts', { exact: true })).toHaveValue('5');
    await page.getByRole('button', { name: 'Check all rows' }).click();
    await expect(page.getByText('There is nothing to import')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('This can be two dates.')).toBeVisible();
    await page.getByRole('link', { name: 'Change the columns' }).click();
    await page.getByLabel('Dates such as 06/07/2026').selectOption({ label: 'The day comes first: 6 July' });
    await page.getByRole('button', { name: 'Check all rows' }).click();
    await expect(page.getByText('Line 3 · Status · “confirmed”')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Import 1 row, skip 1' }).click();
    await expect(page.getByText('Imported', { exact: true })).toBeVisible({ timeout: 30_000 });
    const done = page.url();

    await page.goto(`/bookings?q=${tag}`);
    await page
      .getByRole('link', { name: `Owusu ${tag}` })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: `Owusu ${tag}` })).toBeVisible();
    await expect(page.getByText('6 Jul 2091').first()).toBeVisible();
    await page.goto(done);
    await page.getByRole('button', { name: 'Take import back' }).click();
    await expect(page.getByText('Taken back', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await page.goto(`/customers?q=${tag}`);
    await expect(page.getByText(`Nobody found for “${tag}”`)).toBeVisible();
  });

test('a manager who chooses something else than a list is told what it is', async ({ page }) => {
  await signIn(page, 'manager');
  await choose(page, '%PDF-1.7', 'list.csv');
  await expect(page.getByText('This is a PDF. Choose a CSV file')).toBeVisible();
  await choose(page, 'Name,Phone\n', 'list.csv');
  await expect(page.getByText('This list has its heads and no rows under them.')).toBeVisible();
});

test('staff neither see nor open the import', async ({ page }) => {
  await signIn(page, 'staff');
  await page.goto('/customers');
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Import', exact: true })).toHaveCount(0);
  const answer = await page.request.post('/api/v1/settings/imports', { data: 'Name\nX\n' });
  expect(answer.status()).toBe(403);
  await page.goto('/menu');
  await expect(page.getByRole('heading', { name: 'Menu', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Import', exact: true })).toHaveCount(0);
  expect((await page.request.get('/api/v1/menu/export')).status()).toBe(200);
});
