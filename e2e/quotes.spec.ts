import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { atEachWidth, expect, makeEvent, openPhone, test } from './fixtures';

test.use({ viewport: { width: 390, height: 844 } });

const ahead = { status: 'enquiry', startsAt: new Date(Date.now() + 20 * 86_400_000) } as const;
const total = (page: Page) =>
  page.getByRole('region', { name: 'What it comes to' }).or(page.locator('#sums'));

/** Makes the booking's quote with one option of GHS 400 in the office, and sends it as the button says. */
async function quote(office: Page, bookingId: string, way: 'WhatsApp' | 'Copy the link'): Promise<void> {
  await office.goto(`/bookings/${bookingId}`);
  await office.getByRole('link', { name: 'Send quote' }).click();
  await office.getByRole('button', { name: 'Add an option' }).click();
  await office.getByLabel('As the customer reads it').fill('With live cooking');
  await office.getByLabel('Amount').fill('400');
  await office.getByText(way, { exact: true }).first().click();
  await office
    .getByRole('button', { name: way === 'WhatsApp' ? 'Send quote by WhatsApp' : 'Make quote with a link' })
    .click();
  await expect(
    office.getByRole('list', { name: 'Quotes' }).getByText('Open', { exact: true }).first(),
  ).toBeVisible();
}

/** The address of the newest quote's page, as the office has it. */
async function linkOf(office: Page): Promise<string> {
  const link = office.getByRole('list', { name: 'Quotes' }).getByRole('link', { name: 'Open' }).first();
  return new URL((await link.getAttribute('href')) ?? '').pathname;
}

atEachWidth(() => {
  test('a quote goes out by WhatsApp, its customer ticks an option and accepts, and the booking is confirmed', async ({
    manager,
    browser,
  }) => {
    const event = await makeEvent(ahead);
    const phone = await openPhone(browser, event);
    await quote(manager, event.bookingId, 'WhatsApp');
    const message = phone.messages.filter({ hasText: 'here is our quote' });
    await expect(message).toContainText(`${event.reference}-Q1`);
    const path = /\/q\/[\w-]+/.exec((await message.textContent()) ?? '')?.[0] ?? '';

    const client = await browser.newPage({
      baseURL: process.env.E2E_BASE_URL,
      viewport: { width: 390, height: 844 },
    });
    await client.goto(path);
    await expect(client.getByRole('heading', { level: 1, name: event.eventName })).toBeVisible();
    await expect(total(client)).toContainText('GHS 2,175.00');
    await client.getByRole('checkbox', { name: /With live cooking/ }).check();
    await expect(total(client)).toContainText('GHS 2,575.00');
    const { violations } = await new AxeBuilder({ page: client }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(await client.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await client.getByLabel('Your name').fill('Esi Mensah');
    await client.getByRole('button', { name: 'Accept this quote' }).click();
    await expect(client.getByRole('heading', { level: 1, name: 'Accepted. Thank you!' })).toBeFocused();
    await expect(client.getByText('Your booking is confirmed.')).toBeVisible();
    await expect(client.locator('code')).toHaveText(/^[0-9a-f]{64}$/);

    // The office talks about the quote beside what the customer holds.
    await manager.goto(`/bookings/${event.bookingId}/quote`);
    await manager.getByRole('link', { name: 'Paper and comments' }).first().click();
    await expect(manager.getByRole('heading', { level: 1 })).toHaveText(`${event.reference}-Q1`);
    await manager.getByLabel('Comment for colleagues').fill('The live station needs a second cook');
    await manager.getByRole('button', { name: 'Add comment' }).click();
    await expect(manager.getByRole('list', { name: 'What happened' })).toContainText('a second cook');

    await manager.goto(`/bookings/${event.bookingId}`);
    await expect(manager.getByText('Confirmed', { exact: true }).first()).toBeVisible();
    await expect(manager.getByText('With live cooking').first()).toBeVisible();
    for (const happened of ['gave a quote', 'looked at the quote', 'accepted the quote'])
      await expect(manager.getByText(happened).first()).toBeVisible();
    // What the customer is told of a confirmation follows by itself.
    await expect(phone.messages.filter({ hasText: 'is confirmed under' })).toContainText('2,575.00');
  });
});

test('without any script the total is asked for, and what differs is accepted a second time', async ({
  manager,
  browser,
}) => {
  const event = await makeEvent(ahead);
  await quote(manager, event.bookingId, 'Copy the link');
  const context = await browser.newContext({ baseURL: process.env.E2E_BASE_URL, javaScriptEnabled: false });
  const page = await context.newPage();
  const path = await linkOf(manager);
  await page.goto(path);
  await page.getByRole('checkbox', { name: /With live cooking/ }).check();
  await page.getByLabel('Your name').fill('Esi');
  await page.getByRole('button', { name: 'Accept this quote' }).click();
  await expect(page.getByRole('alert')).toContainText('the total is GHS 2,575.00');
  await expect(page.getByLabel('Your name')).toHaveValue('Esi');
  await page.getByRole('checkbox', { name: /With live cooking/ }).uncheck();
  await page.getByRole('button', { name: 'Show the new total' }).click();
  await expect(total(page)).toContainText('GHS 2,175.00');
  await page.getByText('Ask for something different').click();
  await page.getByLabel('What should be different?').fill('Sixty guests, please');
  await page.getByRole('button', { name: /^Ask / }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Sixty guests' })).toBeVisible();
  await manager.goto('/notifications');
  await expect(manager.getByText(/wants something different/).first()).toBeVisible();
  await page.getByLabel('Your name').fill('Esi');
  await page.getByRole('button', { name: 'Accept this quote' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accepted. Thank you!');
  const file = await page.request.get(
    (await page.getByRole('link', { name: 'Save what you agreed as PDF' }).getAttribute('href')) ?? '',
  );
  expect(file.headers()['content-type']).toBe('application/pdf');
  expect((await page.request.get('/q/not-a-link/quote.pdf')).status()).toBe(404);
  await manager.goto(`/bookings/${event.bookingId}/quote`);
  const own = await manager.getByRole('link', { name: /^PDF of / }).getAttribute('href');
  expect((await manager.request.get(own ?? '')).headers()['content-type']).toBe('application/pdf');
  // The same page sent once more, as a second phone would, changes nothing.
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const again = await page.request.post(path, { data: 'act=accept&name=X&total=1', headers: form });
  expect(await again.text()).toContain('Accepted by');
});

test('a quote of a booking that was changed is void, and says what to do; strangers find nothing', async ({
  manager,
  browser,
  request,
}) => {
  const event = await makeEvent(ahead);
  await quote(manager, event.bookingId, 'Copy the link');
  const path = await linkOf(manager);
  await manager.goto(`/bookings/${event.bookingId}/edit`);
  await manager.getByLabel('Venue', { exact: true }).fill('Another hall of its own');
  await manager.getByRole('button', { name: 'Save booking' }).click();
  await manager.waitForURL(new RegExp(`/bookings/${event.bookingId}$`));
  const client = await browser.newPage({ baseURL: process.env.E2E_BASE_URL });
  await client.goto(path);
  await expect(client.getByRole('status').filter({ hasText: 'so this quote is void' })).toBeVisible();
  await expect(client.getByRole('button', { name: 'Accept this quote' })).toHaveCount(0);
  await manager.goto(`/bookings/${event.bookingId}/quote`);
  await expect(manager.getByText('The booking was changed since. Send a new quote.')).toBeVisible();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const [address, data] of [
    ['/q/not-a-link', 'act=accept&name=X'],
    [`${path}A`, 'act=accept&name=X'],
  ] as const) {
    expect((await request.get(address)).status()).toBe(404);
    expect((await request.post(address, { data, headers: form })).status()).toBe(404);
  }
  for (const [data, status] of [
    ['act=accept&name=X&total=217500', 409],
    ['act=steal', 422],
    [`act=change&words=${'a'.repeat(70_000)}`, 422],
  ] as const)
    expect((await request.post(path, { data, headers: form })).status()).toBe(status);
});
