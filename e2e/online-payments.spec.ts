import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, makeEvent, openPhone, simulatorUrl, test } from './fixtures';

test.use({ viewport: { width: 390, height: 844 } });

const phone = { width: 390, height: 844 };
const ahead = { startsAt: new Date(Date.now() + 20 * 86_400_000) } as const;
/** Of 2,175.00 the demo company asks for half. */
const [deposit, balance, total] = ['GHS 1,087.50', 'GHS 1,087.50', 'GHS 2,175.00'];

/** What is on the page is whole, without a sideways scroll, and readable by everybody. */
async function expectSound(page: Page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
}

/** The dialog that asks for a payment makes its link, as the office copies it. */
async function makeLink(office: Page): Promise<string> {
  await office.getByRole('button', { name: 'Make the link' }).click();
  const link = await office.getByLabel('Link for the customer').inputValue();
  await office.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** On the provider's page: what the customer does there, and back. */
async function atProvider(page: Page, does: string) {
  await page.waitForURL(new RegExp(`^${simulatorUrl()}/checkout/`));
  await page.getByRole('button', { name: does, exact: true }).click();
  await page.waitForURL(/\/pay\//);
}

test('a quote by WhatsApp is accepted, its deposit and balance are paid online, and each has its receipt', async ({
  manager,
  browser,
}) => {
  await manager.setViewportSize(phone);
  const event = await makeEvent({ ...ahead, status: 'enquiry', deposit: 108_750 });
  const customer = await openPhone(browser, event);
  await manager.goto(`/bookings/${event.bookingId}/quote`);
  await manager.getByText('WhatsApp', { exact: true }).first().click();
  await manager.getByRole('button', { name: 'Send quote by WhatsApp' }).click();
  const message = customer.messages.filter({ hasText: 'here is our quote' });
  await expect(message).toContainText(`${event.reference}-Q1`);
  const path = /\/q\/[\w-]+/.exec((await message.textContent()) ?? '')?.[0] ?? '';
  const client = await browser.newPage({ baseURL: process.env.E2E_BASE_URL, viewport: phone });

  await test.step('accepted', async () => {
    await client.goto(path);
    await expect(client.getByRole('button', { name: /^Pay/ })).toHaveCount(0);
    await client.getByLabel('Your name').fill('Esi Mensah');
    await client.getByRole('button', { name: 'Accept this quote' }).click();
    await expect(client.getByText('Your booking is confirmed.')).toBeVisible();
  });

  await test.step('the deposit is paid with mobile money', async () => {
    await expectSound(client);
    await client.getByRole('button', { name: `Pay the deposit: ${deposit}` }).click();
    await atProvider(client, 'Pay with mobile money');
    await expect(client.getByRole('heading', { level: 1, name: 'Paid. Thank you!' })).toBeVisible();
    await expect(client.getByText(/your receipt is R-\d{4}-\d{4}/)).toBeVisible();
    await expectSound(client);
  });

  await test.step('the office is told, bills it, and the balance follows by card, told twice', async () => {
    await manager.goto(`/bookings/${event.bookingId}?tab=money`);
    await expect(manager.getByText('Paid', { exact: true }).first()).toBeVisible();
    await manager.getByRole('button', { name: 'Issue invoice' }).click();
    const dialog = manager.getByRole('dialog', { name: /Issue an invoice over/ });
    await dialog.getByRole('button', { name: 'Issue invoice' }).click();
    await expect(dialog).toBeHidden();
    await client.goto(path);
    await client.getByRole('button', { name: `Pay what is left: ${balance}` }).click();
    await atProvider(client, 'Pay, and tell the shop twice');
    await expect(client.getByText('Everything is paid.')).toBeVisible();
    await manager.goto(`/bookings/${event.bookingId}?tab=money`);
    // Each beside its payment and beside what was asked for.
    await expect(manager.getByRole('link', { name: /^R-\d{4}-\d{4}$/ })).toHaveCount(4);
    await manager.getByRole('link', { name: /^INV-/ }).click();
    await expect(manager.getByText('Paid', { exact: true }).first()).toBeVisible();
    await manager.goto('/notifications');
    await expect(
      manager.getByText(new RegExp(`paid .* online for ${event.eventName}`)).first(),
    ).toBeVisible();
  });
});

test('the office sends a link; a payment fails, is tried again without a script, and the bank takes it back', async ({
  manager,
  browser,
}) => {
  await manager.setViewportSize(phone);
  const event = await makeEvent({ ...ahead, status: 'confirmed' });
  await manager.goto(`/bookings/${event.bookingId}?tab=money`);
  await manager.getByRole('button', { name: 'Ask for a payment' }).click();
  const dialog = manager.getByRole('dialog', { name: 'Ask for a payment' });
  await dialog.getByLabel('For').selectOption('amount');
  await dialog.getByLabel('Amount').fill('9000');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await expect(dialog.getByText('more than what is left to pay').first()).toBeVisible();
  await dialog.getByLabel('Amount').fill('200');
  const link = await makeLink(manager);
  await expect(manager.getByText('Not opened yet').first()).toBeVisible();

  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone });
  const client = await context.newPage();
  await client.goto(link);
  await client.getByRole('button', { name: 'Pay GHS 200.00' }).click();
  await atProvider(client, 'Let the payment fail');
  await expect(client.getByRole('alert')).toContainText('didn’t go through');
  await client.getByRole('button', { name: 'Try again' }).click();
  await atProvider(client, 'Pay by card');
  await expect(client.getByRole('heading', { level: 1, name: 'Paid. Thank you!' })).toBeVisible();

  await manager.goto(`/bookings/${event.bookingId}?tab=money`);
  await expect(manager.getByText('Failed').first()).toBeVisible();
  const provider = await browser.newPage();
  await provider.goto(`${simulatorUrl()}/payments`);
  await provider.getByRole('link', { name: 'GHS 200.00' }).first().click();
  await provider.getByRole('button', { name: 'Dispute this payment' }).click();
  await expect(manager.getByText('Disputed').first()).toBeVisible();
  await provider.getByRole('button', { name: /^Chargeback/ }).click();
  await expect(manager.getByText('Charged back').first()).toBeVisible();
  await expect(manager.getByText(/given back/).first()).toBeVisible();
});

test('a payment of which nobody tells is found by asking, and one that is confirmed late shows by itself', async ({
  manager,
  browser,
}) => {
  for (const does of ['Pay, and never tell the shop', 'Pay, and confirm it 20 seconds late']) {
    const event = await makeEvent({ ...ahead, status: 'confirmed' });
    const client = await browser.newPage({ baseURL: process.env.E2E_BASE_URL, viewport: phone });
    await manager.goto(`/bookings/${event.bookingId}?tab=money`);
    await manager.getByRole('button', { name: 'Ask for a payment' }).click();
    await client.goto(await makeLink(manager));
    await client.getByRole('button', { name: `Pay ${total}` }).click();
    await atProvider(client, does);
    if (does.includes('late'))
      await expect(client.getByText('We are waiting for word of your payment.')).toBeVisible();
    await expect(client.getByRole('heading', { level: 1, name: 'Paid. Thank you!' })).toBeVisible({
      timeout: 45_000,
    });
  }
});

test('strangers find nothing, and an address claims nothing', async ({ request }) => {
  for (const address of ['/pay/not-a-link', '/pay/not-a-link?reference=x&status=success']) {
    expect((await request.get(address)).status()).toBe(404);
    expect((await request.post(address)).status()).toBe(404);
  }
  expect((await request.post('/api/webhooks/payments/not-an-address', { data: {} })).status()).toBe(404);
});

test('a manager sees the key’s end alone; what is no secret key is refused', async ({ manager }) => {
  await manager.setViewportSize(phone);
  await manager.goto('/settings/payments');
  await expect(manager.getByText('Test key: no money moves')).toBeVisible();
  await manager.getByLabel('Another secret key').fill('pk_live_0123456789abcdef');
  await manager.getByRole('button', { name: 'Replace the key' }).click();
  await expect(manager.getByText(/begins with sk_test_ or sk_live_/).first()).toBeVisible();
  await expectSound(manager);
});
