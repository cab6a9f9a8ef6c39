import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Page, test } from '@playwright/test';
import postgres from 'postgres';
import { quote, withDatabase } from '../db/embedded/provision';
import { migrate } from '../db/migrate';
import { type Stack, startStack } from '../scripts/stack';
import { expectUsable } from './accessible';

// An installation of its own over an empty database of the suite's server: nothing of the demo's is in it.
test.describe.configure({ timeout: 180_000 });
test.use({ actionTimeout: 20_000 });
const password = 'seven goats cross slowly';
const company = 'Akwaaba Kitchens';
const customer = 'Esi Ansah';
const eventName = 'Ansah engagement';
const database = `first_${randomUUID().slice(0, 8)}`;
const server = () => process.env.E2E_DATABASE_OWNER_URL ?? '';
let stack: Stack;
let owner: postgres.Sql;

test.beforeAll(async () => {
  const admin = postgres(server(), { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${quote(database)}`);
  await admin.unsafe(`grant connect, temporary on database ${quote(database)} to cater_login`);
  await admin.end();
  const ownerUrl = withDatabase(server(), database);
  await migrate({ ownerUrl });
  owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  stack = await startStack({
    env: { DATABASE_URL: withDatabase(process.env.E2E_DATABASE_URL ?? '', database) },
  });
});
test.afterAll(async () => {
  await stack.stop();
  await owner.end();
  const admin = postgres(server(), { max: 1, onnotice: () => undefined });
  await admin.unsafe(`drop database ${quote(database)} with (force)`);
  await admin.end();
});

async function found(page: Page): Promise<void> {
  await page.goto('/');
  await page.waitForURL('**/welcome');
  await expectUsable(page);
  await page.getByLabel('Your company').fill(company);
  await page.getByLabel('Your name').fill('Ama Mensah');
  await page.getByLabel('E-mail address').fill('ama@akwaaba.test');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForURL('**/settings/company');
}

async function addDish(page: Page): Promise<void> {
  await page.goto('/menu/categories');
  await page.getByRole('button', { name: 'Add category' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Mains');
  await dialog.getByRole('button', { name: 'Add category' }).click();
  await expect(dialog).toBeHidden();
  await page.goto('/menu/new');
  await page.getByLabel('Name', { exact: true }).fill('Jollof rice');
  await page.getByLabel('Category').selectOption({ label: 'Mains' });
  await page.getByLabel('Price', { exact: true }).fill('45');
  await page.getByRole('button', { name: 'Add dish' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jollof rice' })).toBeVisible();
}

async function addCustomer(page: Page): Promise<void> {
  await page.goto('/customers/new');
  await page.getByLabel('Name', { exact: true }).fill(customer);
  await page.getByLabel('Phone').fill('+233 24 412 3456');
  await page.getByRole('button', { name: 'Add customer' }).click();
  await expect(page.getByRole('heading', { level: 1, name: customer })).toBeVisible();
}

/** So many minutes from now as a field of the device takes it, in UTC. */
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);

/** A booking that begins soon, as the office types it; gives its id. */
async function book(page: Page): Promise<string> {
  await page.goto('/bookings/new');
  await page.getByRole('option', { name: customer }).click();
  await page.getByLabel('Event name').fill(eventName);
  await page.getByLabel('Start').fill(inMinutes(20));
  await page.getByLabel('End', { exact: true }).fill(inMinutes(80));
  await page.getByLabel('Venue').fill('Labadi Beach Hotel');
  await page.getByLabel('Guests', { exact: true }).fill('60');
  const finder = page.getByRole('combobox', { name: 'Add a dish' });
  await finder.fill('Jollof');
  await expect(page.getByRole('option').filter({ hasText: 'Jollof rice' })).toBeVisible();
  await finder.press('Enter');
  await page.getByRole('button', { name: 'Create booking' }).click();
  await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
  return /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
}

async function serve(page: Page, bookingId: string): Promise<void> {
  await page.goto(`/bookings/${bookingId}`);
  await page.getByRole('button', { name: 'More for this booking' }).click();
  await page.getByRole('menuitem', { name: 'Confirm booking' }).click();
  const withoutDeposit = page.getByRole('dialog', { name: 'Confirm it all the same?' });
  await withoutDeposit.getByLabel('Reason').fill('They pay in cash tonight');
  await withoutDeposit.getByRole('button', { name: 'Confirm booking' }).click();
  await page.getByRole('button', { name: 'Start event' }).click();
  await expect(page.getByRole('button', { name: 'Mark as completed' })).toBeVisible();
  // The evening is over.
  await owner.begin(async (db) => {
    await db`set local session_replication_role = replica`;
    await db`update bookings set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 minute' where id = ${bookingId}`;
  });
  await page.reload();
  await page.getByRole('button', { name: 'Mark as completed' }).click();
  const served = page.getByRole('dialog', { name: /^Complete/ });
  await served.getByRole('button', { name: 'Mark as completed' }).click();
  await expect(page.getByText('Completed', { exact: true })).toBeVisible();
}

/** The customer answers on the page that the office sends them the link of. */
async function answer(page: Page, browser: Browser): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await expect(async () => {
    await page.goto('/feedback?view=unanswered');
    const row = page.getByRole('row').filter({ hasText: eventName });
    await row.getByRole('button', { name: 'Copy link' }).click({ timeout: 2_000 });
  }).toPass();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await phone.goto(stack.appUrl + new URL(link).pathname);
  await expect(phone.getByText(company).first()).toBeVisible();
  await phone.getByRole('button', { name: /Excellent/ }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toContainText('food');
  await phone.close();
}

test('from an empty database to a company’s first feedback, without any demo data', async ({ browser }) => {
  const [empty] =
    await owner`select (select count(*)::int from companies) as companies, (select count(*)::int from users) as users`;
  expect(empty).toEqual({ companies: 0, users: 0 });
  const page = await browser.newPage({ baseURL: stack.appUrl });
  await found(page);
  await addDish(page);
  await addCustomer(page);
  const bookingId = await book(page);
  await serve(page, bookingId);
  await answer(page, browser);

  await page.goto('/dashboard');
  await expect(page.getByRole('link', { name: `5 of 5 · ${eventName}` })).toBeVisible();
  await page.goto('/feedback');
  await expect(page.getByRole('row').filter({ hasText: eventName })).toHaveCount(1);
  const [there] =
    await owner`select (select count(*)::int from companies) as companies, (select count(*)::int from feedback) as feedback,
    (select count(*)::int from customers) as customers, (select count(*)::int from operators) as operators`;
  expect(there).toEqual({ companies: 1, feedback: 1, customers: 1, operators: 1 });
  // A second one is nobody's to make.
  expect((await page.goto('/welcome'))?.url()).not.toContain('/welcome');
});
