import type { Browser, Page } from '@playwright/test';
import { makeCustomer } from '../db/factories/booking';
import { demoCompanyId } from '../db/seed/demo';
import { expectUsable } from './accessible';
import { atEachWidth, expect, scriptRuns, signIn, test, untilSaved } from './fixtures';

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

const tagOf = () => Date.now().toString(36).slice(-6);

/** Opens the form in the settings and gives its address. */
async function openForm(manager: Page, sites = ''): Promise<string> {
  await manager.goto('/settings/enquiries');
  await manager.getByLabel('The form is open').check();
  await manager.getByLabel('Sites that may show it').fill(sites);
  await manager.getByRole('button', { name: 'Save' }).click();
  await expect(manager.getByText('Saved', { exact: true })).toBeVisible();
  await manager.reload();
  const address = await manager.locator('a[href*="/e/"]').first().getAttribute('href');
  return new URL(address ?? '').pathname;
}

async function office(browser: Browser, role: 'manager' | 'staff', viewport: (typeof sizes)[number]) {
  const page = await browser.newPage({ baseURL: process.env.E2E_BASE_URL, viewport });
  await signIn(page, role);
  return page;
}

/** What a person does on the form; the time that a machine wouldn't take goes by on the page's clock. */
async function ask(page: Page, path: string, fields: Record<string, string>): Promise<void> {
  await page.goto(path);
  await expectUsable(page);
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  const sent = page.getByRole('heading', { name: 'Your enquiry has arrived' });
  await expect(async () => {
    await page.getByRole('button', { name: 'Send enquiry' }).click();
    await expect(sent).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
}

for (const viewport of sizes) {
  test(`a stranger asks, the office answers, and books without typing it again, at ${viewport.width} px`, async ({
    browser,
  }) => {
    const manager = await office(browser, 'manager', viewport);
    const path = await openForm(manager);
    const name = `Afia ${tagOf()}`;
    const stranger = await browser.newContext({ baseURL: process.env.E2E_BASE_URL, viewport });
    await ask(await stranger.newPage(), path, {
      'Your name': name,
      Phone: `024 6${String(Date.now()).slice(-6)}`,
      Day: '2030-12-12',
      Guests: '70',
      Place: 'Labadi Beach',
      'Your wishes': 'Jollof and <b>fish</b>, please.',
    });
    expect(await stranger.cookies()).toEqual([]);

    await manager.goto('/enquiries?stage=inquiry');
    await manager.getByRole('link', { name }).click();
    await expect(manager.getByText('Jollof and <b>fish</b>, please.')).toBeVisible();
    await expect(manager.getByRole('timer')).toContainText('Answer in');
    await manager.getByRole('button', { name: `What to do with ${name}` }).click();
    await manager.getByRole('menuitem', { name: 'Answered: by phone' }).click();
    await expect(manager.getByRole('timer')).toHaveCount(0);

    await manager.getByRole('link', { name: 'Make booking' }).click();
    await expect(manager.getByLabel('Caller’s name')).toHaveValue(name);
    await expect(manager.getByLabel('Venue')).toHaveValue('Labadi Beach');
    await expect(manager.getByLabel('Guests', { exact: true })).toHaveValue('70');
    await expect(manager.getByLabel('Start')).toHaveValue('2030-12-12T12:00');
    await manager.getByRole('button', { name: 'Create booking' }).click();
    await manager.waitForURL(/\/bookings\/[0-9a-f-]{36}$/);
    await expect(manager.getByRole('heading', { level: 1 })).toContainText(name);
    await manager.goto(`/enquiries?view=list&q=${encodeURIComponent(name)}`);
    await manager.getByRole('link', { name }).click();
    await expect(manager.getByRole('link', { name: /^Open booking BK/ })).toBeVisible();
    await stranger.close();
    await manager.close();
  });

  test(`a lost one says why, and comes back by undo of the day, at ${viewport.width} px`, async ({
    browser,
  }) => {
    const staff = await office(browser, 'staff', viewport);
    const name = `Kwesi ${tagOf()}`;
    await staff.goto('/enquiries/new');
    await staff.getByLabel('Name').fill(name);
    await staff.getByLabel('Phone').fill('024 611 2233');
    await staff.getByRole('button', { name: 'Add enquiry' }).click();
    await staff.waitForURL(/\/enquiries\/[0-9a-f-]{36}$/);
    await staff.goto('/enquiries?stage=inquiry');
    await staff.getByRole('button', { name: `What to do with ${name}` }).click();
    await staff.getByRole('menuitem', { name: 'Mark as lost…' }).click();
    await staff.getByLabel('Why was it lost?').selectOption('price');
    await staff.getByLabel('In their words').fill('A cousin cooks for less');
    await staff.getByRole('button', { name: 'Mark as lost' }).click();
    await expect(staff.getByLabel('Why was it lost?')).toBeHidden();
    await staff.goto('/enquiries?stage=lost');
    await expect(staff.getByRole('listitem').filter({ hasText: name })).toContainText(
      'Too expensive for them',
    );
    await expect(staff.getByRole('table', { name: 'Why enquiries were lost' })).toContainText(
      'Too expensive',
    );
    await staff.close();
  });
}

test('the form works without a script, says what is wrong, and keeps what was typed', async ({
  browser,
  manager,
}) => {
  const path = await openForm(manager);
  const context = await browser.newContext({ baseURL: process.env.E2E_BASE_URL, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(path);
  await page.getByLabel('Your name').fill('No Script');
  await page.getByLabel('Guests').fill('many');
  const wrong = page.getByRole('alert').first();
  await expect(async () => {
    await page.getByRole('button', { name: 'Send enquiry' }).click();
    await expect(wrong).toContainText('another look', { timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByLabel('Your name')).toHaveValue('No Script');
  await expect(page.getByLabel('Guests')).toHaveValue('many');
  await page.getByLabel('Guests').fill('40');
  await page.getByLabel('E-mail', { exact: true }).fill('no.script@example.test');
  await page.getByRole('button', { name: 'Send enquiry' }).click();
  await expect(page.getByRole('heading', { name: 'Your enquiry has arrived' })).toBeVisible();
  await context.close();
});

test('only the sites that were named may show the form; every other page may be shown by none', async ({
  manager,
  request,
}) => {
  const path = await openForm(manager, 'https://www.wedding.test');
  const form = await request.get(path);
  expect(form.headers()['content-security-policy']).toContain(
    'frame-ancestors https://www.wedding.test;'.slice(0, -1),
  );
  expect(form.headers()['x-frame-options']).toBeUndefined();
  expect(form.headers()['set-cookie']).toBeUndefined();
  for (const other of ['/login', '/e/AAAAAAAAAAAAAAAAAAAAAA', '/dashboard']) {
    const answer = await request.get(other, { maxRedirects: 0 });
    expect([other, answer.headers()['content-security-policy']]).toEqual([
      other,
      expect.stringContaining("frame-ancestors 'none'"),
    ]);
  }
});

test('a card is dragged into another column and stays there', async ({ browser }) => {
  const staff = await office(browser, 'staff', { width: 1440, height: 900 });
  const name = `Yaa ${tagOf()}`;
  await staff.goto('/enquiries/new');
  await staff.getByLabel('Name').fill(name);
  await staff.getByLabel('Phone').fill('024 611 2244');
  await staff.getByRole('button', { name: 'Add enquiry' }).click();
  await staff.waitForURL(/\/enquiries\/[0-9a-f-]{36}$/);
  await staff.goto('/enquiries');
  const column = (stage: string) => staff.getByRole('region', { name: new RegExp(`^${stage}`) });
  await scriptRuns(staff);
  const card = column('Inquiry').getByRole('listitem').filter({ hasText: name });
  await untilSaved(staff, () => card.dragTo(column('Consultation')));
  await expect(column('Consultation')).toContainText(name);
  await staff.reload();
  await expect(column('Consultation')).toContainText(name);
  await staff.close();
});

atEachWidth(() => {
  test('two records of one person are merged with a preview, and taken back', async ({ manager }) => {
    process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
    const tag = tagOf();
    const keep = await makeCustomer(demoCompanyId, {
      name: `Dufie Asare ${tag}`,
      email: `dufie.${tag}@example.test`,
    });
    const go = await makeCustomer(demoCompanyId, { name: `Dufie  Asare ${tag}`, address: 'Tema 12' });
    await manager.goto(`/customers/${keep.id}`);
    await manager.getByRole('link', { name: 'Compare' }).first().click();
    await expect(manager.getByRole('row', { name: /^Address/ })).toContainText('Tema 12');
    await expectUsable(manager);
    await manager.getByRole('button', { name: /^Merge into/ }).click();
    await manager.waitForURL(new RegExp(`/customers/${keep.id}$`));
    await expect(manager.getByText('Tema 12', { exact: true })).toBeVisible();
    expect((await manager.request.get(`/api/v1/customers/${go.id}`)).status()).toBe(404);
    await manager.getByRole('button', { name: 'Take back' }).click();
    await expect(manager.getByText('Merged into this record')).toHaveCount(0);
    expect((await manager.request.get(`/api/v1/customers/${go.id}`)).status()).toBe(200);
  });
});
