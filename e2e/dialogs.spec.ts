import type { Browser, Locator, Page } from '@playwright/test';
import { findings, looks, openPage, wear, wrongAnywhere } from './accessible';
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

/** Looks at what has opened, then leaves it by Escape: the focus was inside, and is somewhere on the page after. */
async function lookAt(page: Page, by: string): Promise<string[]> {
  const dialog = opened(page);
  await expect(dialog).toBeVisible();
  const wrong: string[] = [];
  const here = `${new URL(page.url()).pathname} “${by}”`;
  if (!(await dialog.evaluate((open) => open.contains(document.activeElement))))
    wrong.push(`${here}: the focus stays outside`);
  const sticksOut = async ({ width }: { width: number }) => {
    const box = await dialog.boundingBox();
    const isIn = box && box.x >= -1 && box.x + box.width <= width + 1 && box.y >= -1;
    return isIn ? [] : [`${here}: sticks out at ${width} px`];
  };
  wrong.push(...(await wrongAnywhere(page, { within: 'dialog[open]', also: sticksOut })));
  await wear(page, looks[0]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  if (await page.evaluate(() => document.activeElement === document.body))
    wrong.push(`${here}: the focus is lost when it closes`);
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
    wrong.push(...(await lookAt(page, by)));
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
      wrong.push(...(await lookAt(page, by)));
    }
  }
  return { seen: seen.size, wrong };
}

/** Opens who is signed in; what stands there comes with its first use. */
async function lookAtPerson(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: /account and appearance/ }).click();
  const panel = page.locator('[popover]:popover-open');
  await expect(panel.getByRole('button', { name: 'Sign out' })).toBeVisible();
  return findings(page, { within: '[popover]:popover-open' });
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
  const wrong = await lookAt(page, 'Search and commands');
  await page.keyboard.press('?');
  wrong.push(...(await lookAt(page, '?')));
  wrong.push(...(await lookAtPerson(page)));
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^Notifications/ }).click();
  const unread = page.getByRole('dialog', { name: 'Notifications' });
  await expect(unread.getByRole('link', { name: 'All notifications' })).toBeVisible();
  await expect(unread.locator('[aria-busy=true]')).toHaveCount(0);
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
  wrong.push(...(await lookAtPerson(page)));
  expect(wrong).toEqual([]);
});
