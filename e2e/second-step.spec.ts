import { devices, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { demoPassword } from '../db/seed/demo-logins';
import { expectUsable } from './accessible';
import { expect, signInAs, test } from './fixtures';
import { makeOffice, makePerson } from './hostile-company';

test.describe.configure({ timeout: 120_000 });

/** What the phone shows `ahead` half minutes from now; codes of the next one are taken already. */
const codeOf = (secret: string, ahead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 });

async function setUp(page: Page): Promise<{ secret: string; recovery: string }> {
  await expect(page.getByRole('heading', { name: 'Set up your second step' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await expectUsable(page);
  const secret = (await page.getByRole('code').textContent()) ?? '';
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.getByText('isn’t the code that the app shows now').first()).toBeVisible();
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  await expectUsable(page);
  const recovery = (await codes.first().textContent()) ?? '';
  await page.getByRole('link', { name: 'I have kept them' }).click();
  return { secret, recovery };
}

async function enterPassword(page: Page, email: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible();
  await expectUsable(page);
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a second step is set up, asked for on another device, and taken once', async ({ page, browser }) => {
  const { managerEmail } = await makeOffice('Two steps');
  await signInAs(page, managerEmail);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Set up the second step' }).click();
  const { secret, recovery } = await setUp(page);
  await expect(page.getByText('10 recovery codes are left')).toBeVisible();
  await expectUsable(page);

  const phone = await (
    await browser.newContext({ ...devices['Pixel 7'], baseURL: process.env.E2E_BASE_URL })
  ).newPage();
  await enterPassword(phone, managerEmail);
  // No session before the code.
  expect((await phone.request.get('/dashboard', { maxRedirects: 0 })).status()).toBe(307);
  await enterCode(phone, '000000');
  await expect(phone.getByText('This code isn’t right')).toBeVisible();
  const code = codeOf(secret, 1);
  await enterCode(phone, code);
  await expect(phone.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();

  const thief = await (await browser.newContext({ baseURL: process.env.E2E_BASE_URL })).newPage();
  await enterPassword(thief, managerEmail);
  await enterCode(thief, code);
  await expect(thief.getByText('This code was used already')).toBeVisible();
  await enterCode(thief, recovery);
  await expect(thief.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.getByText('9 recovery codes are left')).toBeVisible();
});

test('who has none where the company asks for one sets it up before anything else', async ({
  page,
  browser,
}) => {
  const office = await makeOffice('Strict');
  const staff = await makePerson(office.id, 'staff', 'Kojo');
  await signInAs(page, office.managerEmail);
  await page.goto('/settings/company');
  await page.getByRole('checkbox', { name: 'Staff' }).check();
  await page.getByRole('button', { name: 'Save signing in' }).click();
  await expect(page.getByText('It holds from everybody’s next click')).toBeVisible();

  const phone = await (await browser.newContext({ baseURL: process.env.E2E_BASE_URL })).newPage();
  await signInAs(phone, staff.email);
  await phone.goto('/bookings');
  await expect(phone).toHaveURL(/\/second-step/);
  expect((await phone.request.get('/api/v1/bookings')).status()).toBe(403);
  await setUp(phone);
  await expect(phone.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
});
