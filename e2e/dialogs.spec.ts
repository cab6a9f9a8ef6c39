import type { Browser, Locator, Page } from '@playwright/test';
import { findings, looks, openPage, sideways, wear } from './accessible';
import { expect, signInAs, test } from './fixtures';
import { type HostileCompany, makeHostileCompany } from './hostile-company';

// Everything that opens over a page, with the unkindest names in it.
test.describe.configure({ mode: 'parallel', timeout: 300_000 });

let hostile: HostileCompany;
test.beforeAll(async () => {
  hostile = await makeHostileCompany();
});

/** Pages with something to open, and how much at least. */
const pages = (company: HostileCompany): [string, number][] => [
  [`/bookings/${company.openId}`, 3],
  [`/bookings/${company.bookingId}`, 2],
  [`/bookings/${company.bookingId}?tab=tasks`, 1],
  [`/bookings/${company.openId}?tab=series`, 1],
  [`/bookings/${company.openId}/edit`, 1],
  ['/bookings', 1],
  ['/calendar?view=agenda', 0],
  [`/customers/${company.customerId}`, 2],
  [`/customers/${company.customerId}/privacy`, 1],
  [`/customers/${company.customerId}/statement`, 0],
  [`/invoices/${company.invoiceId}`, 2],
  [`/receipts/${company.receiptId}`, 1],
  [`/occasions/${company.occasionId}`, 2],
  [`/enquiries/${company.enquiryId}`, 1],
  [`/cases/${company.caseId}`, 2],
  [`/feedback/${company.feedbackId}`, 1],
  [`/messages/${company.conversationId}`, 0],
  ['/menu/categories', 1],
  ['/settings/people', 2],
  ['/settings/privacy', 1],
  ['/settings/tax', 1],
  ['/settings/rates', 1],
  ['/settings/checklist', 1],
  ['/settings/ledger', 1],
  ['/settings/security', 0],
  ['/settings/payments', 0],
  [`/settings/whatsapp/templates/${company.templateId}`, 0],
  ['/account', 0],
];

const opened = (page: Page): Locator => page.locator('dialog[open]');
const nameOf = async (trigger: Locator) =>
  ((await trigger.getAttribute('aria-label')) ?? (await trigger.textContent()) ?? '').trim();

/** Looks at what has opened, then leaves it by Escape: the focus was inside and is back where it came from. */
async function lookAt(page: Page, { from, by }: { from: Locator; by: string }): Promise<string[]> {
  const dialog = opened(page);
  await expect(dialog).toBeVisible();
  const wrong: string[] = [];
  const here = `${new URL(page.url()).pathname} “${by}”`;
  if (!(await dialog.evaluate((open) => open.contains(document.activeElement))))
    wrong.push(`${here}: the focus stays outside`);
  for (const [at, look] of looks.entries()) {
    await wear(page, look);
    wrong.push(
      ...(await findings(page, { within: 'dialog[open]', ...(at > 0 && { only: 'looks' as const }) })),
      ...(await sideways(page)),
    );
    const box = await dialog.boundingBox();
    if (!box || box.x < -1 || box.x + box.width > look.width + 1 || box.y < -1)
      wrong.push(`${here}: sticks out at ${look.width} px`);
  }
  await wear(page, looks[0]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const isBack = await from.evaluate((trigger) => trigger === document.activeElement).catch(() => false);
  if (!isBack) {
    const lost = await page.evaluate(() => document.activeElement === document.body);
    if (lost) wrong.push(`${here}: the focus is lost when it closes`);
  }
  return wrong;
}

/** Opens everything on the page that says it opens a dialog, in its menus too; gives how much that was, and what is wrong. */
async function openAll(page: Page): Promise<{ seen: number; wrong: string[] }> {
  const wrong: string[] = [];
  const seen = new Set<string>();
  /** One of a kind: a list has the same dialog for each of its rows. */
  const kindOf = (name: string) => name.split(/[ :,]/).slice(0, 2).join(' ');
  const buttons = page.locator('main button[aria-haspopup=dialog]:not([aria-expanded]):visible');
  for (let at = 0; at < (await buttons.count()); at += 1) {
    const from = buttons.nth(at);
    const by = await nameOf(from);
    if (seen.has(kindOf(by)) || (await from.isDisabled())) continue;
    seen.add(kindOf(by));
    await from.click();
    wrong.push(...(await lookAt(page, { from, by })));
  }
  const menus = page.locator('main button[aria-haspopup=menu]:visible');
  const menusSeen = new Set<string>();
  for (let at = 0; at < (await menus.count()); at += 1) {
    const from = menus.nth(at);
    const what = await nameOf(from);
    const kind = what.includes(':') ? (what.split(':').at(-1) ?? what) : kindOf(what);
    if (menusSeen.has(kind)) continue;
    menusSeen.add(kind);
    const items = page.locator('[popover]:popover-open [role=menuitem][aria-haspopup=dialog]');
    await from.click();
    await expect(page.locator('[popover]:popover-open')).toBeVisible();
    wrong.push(...(await findings(page, { within: '[popover]:popover-open' })));
    const count = await items.count();
    await page.keyboard.press('Escape');
    for (let item = 0; item < count; item += 1) {
      await from.click();
      const entry = items.nth(item);
      const by = `${what} › ${await nameOf(entry)}`;
      if (await entry.isDisabled()) {
        await page.keyboard.press('Escape');
        continue;
      }
      seen.add(by);
      await entry.click();
      wrong.push(...(await lookAt(page, { from, by })));
    }
  }
  return { seen: seen.size, wrong };
}

async function newPage(browser: Browser): Promise<Page> {
  return browser.newPage({ baseURL: process.env.E2E_BASE_URL });
}

const visits = 4;
for (let visit = 0; visit < visits; visit += 1)
  test(`everything that opens over a page of the office can be used and left by everybody (${visit + 1} of ${visits})`, async ({
    browser,
  }) => {
    const page = await newPage(browser);
    await wear(page, looks[0]);
    await signInAs(page, hostile.manager);
    const wrong: string[] = [];
    for (const [path, least] of pages(hostile).filter((_, at) => at % visits === visit)) {
      await openPage(page, path);
      await page.waitForLoadState('networkidle');
      const all = await openAll(page);
      wrong.push(...all.wrong);
      if (all.seen < least) wrong.push(`${path} opens ${all.seen} only`);
    }
    expect(wrong).toEqual([]);
  });

test('search and commands, notifications, shortcuts and the person’s menu can be used by everybody', async ({
  browser,
}) => {
  const page = await newPage(browser);
  await wear(page, looks[0]);
  await signInAs(page, hostile.manager);
  await openPage(page, '/bookings');
  const search = page.getByRole('button', { name: /^Search/ }).first();
  await search.click();
  await expect(opened(page).getByRole('combobox')).toBeFocused();
  const wrong = await lookAt(page, { from: search, by: 'Search and commands' });
  await page.keyboard.press('?');
  wrong.push(...(await lookAt(page, { from: page.locator('body'), by: '?' })));
  await page.getByRole('button', { name: /account and appearance/ }).click();
  wrong.push(...(await findings(page, { within: '[popover]:popover-open' })));
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^Notifications/ }).click();
  await expect(page.getByRole('dialog', { name: 'Notifications' })).toBeVisible();
  wrong.push(...(await findings(page)));
  expect(wrong).toEqual([]);
});

test('everything that opens over a page of the portal can be used and left by everybody', async ({
  browser,
}) => {
  const page = await newPage(browser);
  await wear(page, looks[0]);
  await signInAs(page, hostile.client);
  const wrong: string[] = [];
  for (const path of [
    '/my/bookings',
    `/my/bookings/${hostile.unratedId}`,
    '/my/bookings/new',
    '/my/account',
    '/my/privacy',
  ]) {
    await openPage(page, path);
    await page.waitForLoadState('networkidle');
    wrong.push(...(await openAll(page)).wrong);
  }
  await page.getByRole('button', { name: /account and appearance/ }).click();
  await expect(
    page.locator('[popover]:popover-open').getByRole('button', { name: 'Sign out' }),
  ).toBeVisible();
  wrong.push(...(await findings(page, { within: '[popover]:popover-open' })));
  expect(wrong).toEqual([]);
});
