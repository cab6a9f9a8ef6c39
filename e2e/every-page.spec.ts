import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { findings, inspect } from './accessible';
import { answerLink, expect, makeEvent, signIn, signInAs, test } from './fixtures';
import { type HostileCompany, makeHostileCompany, makeOffice } from './hostile-company';

// A few people, each signed in once; their pages are looked at in few visits, side by side.
test.describe.configure({ mode: 'parallel', timeout: 300_000 });

let hostile: HostileCompany;
test.beforeAll(async () => {
  hostile = await makeHostileCompany();
});

/** Every screen of the office, with a record behind each that has one. */
const officePages = (company: HostileCompany) => [
  '/dashboard',
  '/insights',
  '/insights?period=365&against=year',
  '/insights/rows?of=drafts',
  '/bookings',
  `/bookings/${company.bookingId}`,
  `/bookings/${company.bookingId}?tab=tasks`,
  `/bookings/${company.bookingId}?tab=versions`,
  `/bookings/${company.bookingId}?tab=series`,
  '/bookings/new',
  '/calendar',
  '/calendar?view=week',
  '/calendar?view=agenda',
  '/calendar/subscribe',
  '/calendar/today',
  `/bookings/${company.bookingId}/edit`,
  `/bookings/${company.bookingId}/order`,
  `/bookings/${company.bookingId}/order?copy=office`,
  `/bookings/${company.bookingId}/order/0`,
  '/kitchen',
  `/bookings/${company.bookingId}/again`,
  `/bookings/${company.bookingId}/part`,
  `/bookings/${company.openId}/part`,
  `/occasions/${company.occasionId}`,
  `/occasions/${company.occasionId}/quote`,
  `/occasions/${company.occasionId}/account`,
  `/bookings/${company.openId}/edit`,
  `/bookings/${company.bookingId}/papers/packing`,
  `/bookings/${company.bookingId}/papers/delivery`,
  `/bookings/${company.bookingId}/papers/allergens`,
  `/bookings/${company.openId}/quote`,
  '/customers',
  `/customers/${company.customerId}`,
  `/customers/${company.customerId}/edit`,
  `/customers/${company.customerId}/statement`,
  '/customers/new',
  '/customers/duplicates',
  '/invoices',
  '/invoices?state=open',
  `/invoices/${company.invoiceId}`,
  `/receipts/${company.receiptId}`,
  '/settings/ledger',
  '/reports',
  '/reports/financial?range=year',
  '/reports/bookings?range=year',
  '/reports/feedback?range=year',
  '/reports/menu?range=year',
  '/reports/customers?range=year',
  '/reports/performance?range=year',
  '/reports/activity',
  '/enquiries',
  '/enquiries?view=list',
  '/enquiries/new',
  `/enquiries/${company.enquiryId}`,
  `/enquiries/${company.enquiryId}/edit`,
  `/enquiries/${company.enquiryId}/book`,
  '/menu',
  `/menu?category=${company.categoryId}`,
  `/menu/${company.dishId}`,
  '/menu/new',
  '/menu/packages',
  `/menu/packages/${company.packageId}`,
  '/menu/packages/new',
  '/menu/services',
  `/menu/services/${company.serviceId}`,
  '/menu/services/new',
  '/menu/categories',
  '/messages',
  `/messages/${company.conversationId}`,
  '/messages/log',
  `/messages/log/${company.messageId}`,
  '/feedback',
  '/feedback?view=unanswered',
  `/feedback/${company.feedbackId}`,
  '/feedback/new',
  '/cases',
  `/cases/${company.caseId}`,
  '/notifications',
  '/notifications?view=all',
  '/settings',
  '/settings/audit',
  '/settings/security',
  '/settings/security?view=activity',
  '/settings/audit?days=all&area=bookings',
  '/settings/capacity',
  '/settings/checklist',
  '/settings/company',
  '/settings/enquiries',
  '/settings/notifications',
  '/settings/monitoring',
  '/settings/people',
  '/settings/privacy',
  '/settings/privacy/record',
  `/customers/${company.customerId}/privacy`,
  '/settings/paper',
  '/cash-up',
  '/exports',
  `/exports?of=${encodeURIComponent('/api/v1/bookings/export?q=a')}`,
  '/settings/payments',
  '/settings/schedule',
  '/settings/rates',
  '/settings/tax',
  '/settings/terms',
  '/account',
  '/second-step',
  '/confirm?next=/account',
  '/settings/imports',
  '/settings/whatsapp',
  `/settings/whatsapp/templates/${company.templateId}`,
  `/settings/whatsapp/templates/${company.templateId}/edit`,
];

const portalPages = (company: HostileCompany) => [
  '/my/bookings',
  `/my/bookings/${company.bookingId}`,
  `/my/bookings/${company.unratedId}`,
  `/my/bookings/${company.unratedId}/feedback`,
  '/my/bookings/new',
  '/my/quotes',
  '/my/summary',
  '/my/account',
  '/my/privacy',
  `/my/bookings/${company.openId}/edit`,
];

async function newPage(browser: Browser): Promise<Page> {
  return browser.newPage({ baseURL: process.env.E2E_BASE_URL });
}

const visits = 4;
for (let visit = 0; visit < visits; visit += 1)
  test(`a manager with a screen reader, or with endless names and millions, can use every screen (${visit + 1} of ${visits})`, async ({
    browser,
  }) => {
    const page = await newPage(browser);
    await signInAs(page, hostile.manager);
    const paths = officePages(hostile).filter((_, at) => at % visits === visit);
    expect(await inspect(page, paths)).toEqual([]);
  });

test('a manager can use what one comes to from lists alone', async ({ browser }) => {
  const page = await newPage(browser);
  await signInAs(page, hostile.manager);
  const led: string[] = [];
  for (const [list, to] of [
    ['/settings/audit?days=all', '/settings/audit/'],
    [`/bookings/${hostile.openId}/quote`, '/quotes/'],
  ] as const) {
    await page.goto(list);
    const link = page.locator(`main a[href^="${to}"]`).first();
    led.push((await link.getAttribute('href')) ?? '');
  }
  expect(await inspect(page, led)).toEqual([]);
});

test('a client with a screen reader can use every screen of theirs', async ({ browser }) => {
  const page = await newPage(browser);
  await signInAs(page, hostile.client);
  expect(await inspect(page, portalPages(hostile))).toEqual([]);
});

test('a company on its first day is told on every list what fills it', async ({ browser }) => {
  const office = await makeOffice('First Day Catering');
  const page = await newPage(browser);
  await signInAs(page, office.managerEmail);
  const lists = [
    '/dashboard',
    '/insights',
    '/bookings',
    '/customers',
    '/menu',
    '/menu/packages',
    '/menu/services',
    '/menu/categories',
    '/messages',
    '/messages/log',
    '/feedback',
  ];
  expect(await inspect(page, [...lists, '/cases', '/settings/whatsapp', '/feedback/new'])).toEqual([]);
});

test('who isn’t signed in finds a way on from every page', async ({ page, browser }) => {
  const manager = await newPage(browser);
  await signIn(manager, 'manager');
  const link = await answerLink(manager, await makeEvent({ status: 'in_progress' }));
  expect(
    await inspect(page, [
      '/login',
      '/my/login',
      '/my/login/code',
      '/forgot',
      '/join/not-an-invitation',
      '/reset/not-a-link',
      '/offline',
      link,
      `${link}/stop`,
      '/f/not-a-link',
    ]),
  ).toEqual([]);
});

test('a page that is missing or not for this role says so inside its frame', async ({ browser }) => {
  const staff = await newPage(browser);
  await signIn(staff, 'staff');
  const nobody = '01990000-0000-7000-8000-0000000000ff';
  for (const [path, status, words] of [
    [`/cases/${nobody}`, 404, 'There is nothing at this address'],
    ['/settings/whatsapp', 403, 'This page is not for your role'],
  ] as const) {
    expect((await staff.goto(path))?.status()).toBe(status);
    await expect(staff.getByRole('heading', { level: 1, name: words })).toBeVisible();
    await expect(staff.getByRole('navigation').getByRole('link', { name: 'Bookings' }).first()).toBeVisible();
    // A 404 is drawn again in the browser; what counts is the page that stays.
    await expect.poll(() => findings(staff)).toEqual([]);
  }
});

/** Pages that a way leads to: the spec that goes it looks at them. */
const onTheWay: Record<string, string> = {
  '/login/code': 'second-step',
  '/my/login/choose': 'portal-sign-in',
  '/welcome': 'first-company',
  '/e/[key]': 'enquiries',
  '/customers/[id]/merge': 'enquiries',
  '/settings/imports/[id]': 'imports',
  '/settings/imports/[id]/columns': 'imports',
};
/** It leads on, and it is what machines ask. */
const notLookedAt = ['/', '/live'];

test('no page of the product is left out of this', () => {
  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('page.tsx'))
    .map((file) => `/${file}`.replace(/\/\([^)]+\)|\/page\.tsx$/g, '') || '/');
  expect(pages.length).toBeGreaterThan(90);
  const [visits = ''] = readFileSync('e2e/every-page.spec.ts', 'utf8').split('const onTheWay');
  const looked = [...visits.replaceAll(/\$\{[^}]*\}/g, 'x').matchAll(/['`](\/[^'`\s?]*)[^'`]*['`]/g)].map(
    // An address that what is led to begins with.
    ([, path = '']) => path.replace(/(?<=.)\/$/, '/x'),
  );
  const isLookedAt = (page: string) => {
    const form = new RegExp(`^${page.replaceAll(/\[[^\]]+\]/g, '[^/]+')}$`);
    // What is a page of its own, as “/bookings/new”, is none of “/bookings/[id]”.
    return looked.some((path) => (pages.includes(path) ? path === page : form.test(path)));
  };
  expect(pages.filter((page) => !isLookedAt(page)).sort()).toEqual(
    [...Object.keys(onTheWay), ...notLookedAt].sort(),
  );
  for (const spec of new Set(Object.values(onTheWay)))
    expect([spec, readFileSync(`e2e/${spec}.spec.ts`, 'utf8')]).toEqual([
      spec,
      expect.stringContaining('expectUsable('),
    ]);
});
