import type { Browser, Page } from '@playwright/test';
import { makeBooking, makeCustomer } from '../db/factories/booking';
import { demoCompanyId } from '../db/seed/demo';
import { expectUsable } from './accessible';
import { expect, simulatorUrl, test } from './fixtures';
import { makeOffice } from './hostile-company';

const phone = { viewport: { width: 390, height: 844 } };

/** A customer of the demo company with an event, whom no login was ever made for. */
async function makePerson() {
  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  const tag = Date.now().toString(36);
  const email = `esi-${tag}@example.test`;
  const customer = await makeCustomer(demoCompanyId, { name: `Esi ${tag}`, email });
  const eventName = `Naming ${tag}`;
  await makeBooking(demoCompanyId, {
    customerId: customer.id,
    eventName,
    status: 'confirmed',
    startsAt: new Date(Date.now() + 20 * 86_400_000),
  });
  return { phone: customer.phone ?? '', email, eventName, name: customer.name };
}

/** The newest code that the simulator's phone or mailbox got, once it is another than the one `before`. */
async function codeOf(
  person: { phone: string; email: string },
  by: 'phone' | 'email',
  before?: string,
): Promise<string> {
  const read = async (): Promise<string | undefined> => {
    if (by === 'email') {
      const answer = await fetch(`${simulatorUrl()}/control/mails?to=${encodeURIComponent(person.email)}`);
      const { mails } = (await answer.json()) as { mails: { text: string }[] };
      return mails.flatMap(({ text }) => /^\d{6}/.exec(text)?.[0] ?? []).at(-1);
    }
    const answer = await fetch(`${simulatorUrl()}/control/messages`);
    const { messages } = (await answer.json()) as { messages: { to: string; body: string }[] };
    const own = messages.filter(({ to }) => to === `whatsapp:${person.phone}`);
    return own.flatMap(({ body }) => /^\d{6}/.exec(body)?.[0] ?? []).at(-1);
  };
  const fresh = async () => {
    const code = await read();
    return code === before ? undefined : code;
  };
  await expect.poll(fresh, { timeout: 20_000 }).toMatch(/^\d{6}$/);
  return (await read()) ?? '';
}

async function askFor(page: Page, contact: string): Promise<void> {
  await page.getByLabel('Phone or e-mail').fill(contact);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const open = (browser: Browser, options = {}) =>
  browser.newContext({ ...phone, baseURL: process.env.E2E_BASE_URL, ...options });

test('a customer signs in on their phone by a code on WhatsApp, and sees their event', async ({
  browser,
  manager,
}) => {
  const person = await makePerson();
  const page = await (await open(browser)).newPage();
  await page.goto('/my/bookings');
  await expect(page).toHaveURL(/\/my\/login\?next=/);
  await askFor(page, `0${person.phone.slice(4)}`);
  const code = await codeOf(person, 'phone');
  await enter(page, code === '000000' ? '000001' : '000000');
  await expect(page.getByText('This isn’t the code we sent last')).toBeVisible();
  await enter(page, code);
  await expect(page.getByText(person.eventName).first()).toBeVisible();

  // What the office reads of it is dots.
  await manager.goto(`/messages?q=${encodeURIComponent(person.phone)}`);
  await expect(manager.getByText('••••••').first()).toBeVisible();
  await expect(manager.getByText(code)).toHaveCount(0);
});

test('who is known to two caterers chooses where to go', async ({ browser }) => {
  const person = await makePerson();
  const second = await makeOffice('Second caterer');
  await makeCustomer(second.id, { name: person.name, email: person.email });
  const page = await (await open(browser)).newPage();
  await page.goto('/my/login');
  await askFor(page, person.email);
  await enter(page, await codeOf(person, 'email'));
  await expect(page.getByRole('heading', { name: 'Which events?' })).toBeVisible();
  await expectUsable(page);
  await page.getByRole('button', { name: new RegExp(second.name) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/my\/bookings/);
});

test('a code by e-mail works without script, and once', async ({ browser }) => {
  const person = await makePerson();
  const page = await (await open(browser, { javaScriptEnabled: false })).newPage();
  await page.goto('/my/login');
  await askFor(page, person.email);
  const code = await codeOf(person, 'email');
  await enter(page, code);
  await expect(page.getByText(person.eventName).first()).toBeVisible();

  const other = await (await open(browser, { javaScriptEnabled: false })).newPage();
  await other.goto('/my/login');
  await askFor(other, 'nobody@example.test');
  await enter(other, code);
  await expect(other.getByText('This isn’t the code we sent last')).toBeVisible();
});

test('the office invites a customer to the portal once; a second device shows itself to the first', async ({
  browser,
  staff,
}) => {
  const person = await makePerson();
  await staff.goto(`/customers?q=${encodeURIComponent(person.email)}`);
  await staff.getByRole('row').filter({ hasText: person.name }).getByRole('link').first().click();
  const portal = staff
    .getByRole('heading', { name: 'Portal', exact: true })
    .locator('xpath=ancestor::section');
  await expect(portal).toContainText('Never signed in');
  const invite = async () => {
    await portal.getByRole('button', { name: 'Invite to portal' }).click();
    await staff
      .getByRole('dialog', { name: 'Invite to the portal' })
      .getByRole('button', { name: 'Send the invitation' })
      .click();
  };
  await invite();
  await expect(portal).toContainText('by WhatsApp');
  await invite();
  await expect(staff.getByText('They were invited this way today already')).toBeVisible();
  const arrived = async () => {
    const { messages } = (await (await fetch(`${simulatorUrl()}/control/messages`)).json()) as {
      messages: { to: string; body: string }[];
    };
    return messages.filter(({ to, body }) => to === `whatsapp:${person.phone}` && body.includes('/my/login'))
      .length;
  };
  await expect.poll(arrived, { timeout: 20_000 }).toBe(1);

  let code: string | undefined;
  const signInOn = async () => {
    const page = await (await open(browser)).newPage();
    await page.goto('/my/bookings');
    await askFor(page, person.phone);
    code = await codeOf(person, 'phone', code);
    await enter(page, code);
    await expect(page.getByText(person.eventName).first()).toBeVisible();
    return page;
  };
  const first = await signInOn();
  await staff.reload();
  await expect(portal).toContainText('Signed in last');
  const second = await signInOn();
  await expect(second.getByText('A new device signed in to your events')).toHaveCount(0);
  await expect(async () => {
    await first.reload();
    await expect(first.getByText('A new device signed in to your events')).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await first.getByRole('button', { name: 'Sign it out' }).click();
  await expect(first.getByText('is signed out').first()).toBeVisible();
  await second.goto('/my/bookings');
  await expect(second).toHaveURL(/\/my\/login/);
});
