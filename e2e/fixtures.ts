import {
  type Browser,
  test as base,
  expect,
  type Locator,
  type Page,
  type ViewportSize,
} from '@playwright/test';
import { endBooking, makeBooking, makeCustomer } from '../db/factories/booking';
import { demoCompanyId } from '../db/seed/demo';
import { demoLogins, demoPassword } from '../db/seed/demo-logins';

export { expect };

type Role = (typeof demoLogins)[number]['role'];

export const simulatorUrl = () => process.env.E2E_SIMULATOR_URL ?? '';

/** Signs in by the login page, as a person of the demo company does. */
export async function signIn(page: Page, role: Role): Promise<void> {
  const login = demoLogins.find((candidate) => candidate.role === role);
  await signInAs(page, login?.email ?? '');
}

/** The same for anyone; without a password with the demo's. */
export async function signInAs(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}

type Session = { cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>; since: number };
const sessions = new Map<Role, Session>();
/** Shorter than a proof of who one is stays fresh. */
const sessionLasts = 4 * 60_000;

/**
 * A page of somebody who is signed in already. Tests of one worker share a person's session while it holds: signing in
 * is tested by itself, and hashing a password two hundred times is most of what a suite would do.
 */
async function signedIn(browser: Browser, role: Role, viewport: ViewportSize | null): Promise<Page> {
  const baseURL = process.env.E2E_BASE_URL;
  const kept = sessions.get(role);
  if (kept && Date.now() - kept.since < sessionLasts) {
    const storageState = { cookies: kept.cookies, origins: [] };
    const page = await browser.newPage({ baseURL, viewport, storageState });
    const answer = await page.request.get(role === 'client' ? '/my/account' : '/account', {
      maxRedirects: 0,
    });
    if (answer.status() === 200) return page;
    await page.close();
  }
  const page = await browser.newPage({ baseURL, viewport });
  await signIn(page, role);
  sessions.set(role, { cookies: await page.context().cookies(), since: Date.now() });
  return page;
}

export type Event = {
  bookingId: string;
  reference: string;
  eventName: string;
  customer: string;
  customerId: string;
  phone: string;
};

/** So many hours from now, but not tomorrow: what is looked for on today's run sheet is of today late in the evening too. */
export function laterToday(hours: number): Date {
  return new Date(Math.min(Date.now() + hours * 3_600_000, new Date().setUTCHours(23, 59, 0, 0)));
}

let made = 0;

type EventOverrides = Parameters<typeof makeBooking>[1] & {
  language?: 'en' | 'fr' | 'tw';
  optedIn?: boolean;
};

/** A quoted booking for an event that began an hour ago, of a new customer unless `customerId` names one. */
export async function makeEvent({
  language = 'en',
  optedIn = true,
  ...booking
}: EventOverrides = {}): Promise<Event> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  made += 1;
  // Of this worker: another may make one in the same moment.
  const tag = `${Date.now().toString(36)}${process.env.TEST_WORKER_INDEX ?? ''}x${made}`;
  const customer = booking.customerId
    ? { id: booking.customerId, name: '', phone: null }
    : await makeCustomer(demoCompanyId, { name: `Esi ${tag}`, language, optedIn });
  const eventName = booking.eventName ?? `Wedding ${tag}`;
  const { id, reference } = await makeBooking(demoCompanyId, {
    status: 'quoted',
    startsAt: new Date(Date.now() - 3_600_000),
    ...booking,
    eventName,
    customerId: customer.id,
  });
  return {
    bookingId: id,
    reference,
    eventName,
    customer: customer.name,
    customerId: customer.id,
    phone: customer.phone ?? '',
  };
}

export type Phone = { page: Page; messages: Locator; say: (text: string) => Promise<void> };

/** The customer's phone at the simulator. */
export async function openPhone(
  browser: Browser,
  { phone, customer }: Pick<Event, 'phone' | 'customer'>,
): Promise<Phone> {
  await fetch(`${simulatorUrl()}/control/contacts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ contacts: [{ address: `whatsapp:${phone}`, name: customer }] }),
  });
  const page = await browser.newPage();
  await page.goto(`${simulatorUrl()}/#${encodeURIComponent(phone)}`);
  return {
    page,
    messages: page.getByRole('list', { name: 'Messages' }).getByRole('listitem'),
    say: async (text) => {
      await page.getByRole('textbox', { name: 'Message' }).fill(text);
      await page.getByRole('button', { name: 'Send' }).click();
    },
  };
}

/** The page’s script has come at a desk: what is dragged or pressed from now on is heard. */
export async function scriptRuns(page: Page): Promise<void> {
  await expect(page.getByRole('link', { name: /^Notifications/ })).toHaveAttribute('aria-expanded', 'false');
}

/** Does what a page shows before it is saved, and waits until it is: whoever leaves at once may take it back. */
export async function untilSaved(page: Page, act: () => Promise<unknown>): Promise<void> {
  const saved = page.waitForResponse((answer) => 'next-action' in answer.request().headers());
  await act();
  // It is answered once it is done; the end of the answer isn't always told.
  await saved;
}

/** Completes a running event in the browser, after its end. */
export async function complete(office: Page, bookingId: string): Promise<void> {
  await endBooking(demoCompanyId, bookingId);
  await office.goto(`/bookings/${bookingId}`);
  await office.getByRole('button', { name: 'Mark as completed' }).click();
  // As many came as were expected.
  const served = office.getByRole('dialog', { name: /^Complete/ });
  await served.getByRole('button', { name: 'Mark as completed' }).click();
  await expect(office.getByText('Completed', { exact: true })).toBeVisible();
}

/** Completes a running event and gives the path at which its customer says how it was, as the office copies it. */
export async function answerLink(office: Page, { bookingId, eventName }: Event): Promise<string> {
  await office.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await complete(office, bookingId);
  await expect(async () => {
    await office.goto('/feedback?view=unanswered');
    const row = office.getByRole('row').filter({ hasText: eventName });
    await row.getByRole('button', { name: 'Copy link' }).click({ timeout: 1_000 });
  }).toPass();
  return new URL(await office.evaluate(() => navigator.clipboard.readText())).pathname;
}

type Fixtures = { manager: Page; staff: Page; client: Page; event: Event; tidy: undefined };

/** Each test has its own people at the office and an event of its own. */
export const test = base.extend<Fixtures>({
  // Phones and strangers' browsers that stay open hear of everything and take the processor from the tests after.
  tidy: [
    async ({ browser }, use) => {
      const before = new Set(browser.contexts());
      await use(undefined);
      await Promise.all(
        browser
          .contexts()
          .filter((context) => !before.has(context))
          .map((context) => context.close()),
      );
    },
    { auto: true },
  ],
  manager: async ({ browser, viewport }, use) => {
    const page = await signedIn(browser, 'manager', viewport);
    await use(page);
    await page.close();
  },
  staff: async ({ browser, viewport }, use) => {
    const page = await signedIn(browser, 'staff', viewport);
    await use(page);
    await page.close();
  },
  client: async ({ browser, viewport }, use) => {
    const page = await signedIn(browser, 'client', viewport);
    await use(page);
    await page.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from this pattern
  event: async ({}, use) => {
    await use(await makeEvent());
  },
});

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** What people do at a desk and on a phone alike: its tests run at both widths, which stand in their names. */
export function atEachWidth(tests: (width: number) => void): void {
  for (const viewport of sizes)
    test.describe(`at ${viewport.width} px`, () => {
      test.use({ viewport });
      tests(viewport.width);
    });
}
