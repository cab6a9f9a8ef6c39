import { expect, makeEvent, openPhone, test } from './fixtures';

const phone = { width: 390, height: 844 };
test.use({ viewport: phone });

const ahead = { startsAt: new Date(Date.now() + 33 * 86_400_000) } as const;

test('a quote by WhatsApp is accepted, deposit and balance are recorded by hand, and the bill is settled', async ({
  manager,
  staff,
  browser,
}) => {
  const event = await makeEvent({ ...ahead, status: 'enquiry', deposit: 108_750 });
  const customer = await openPhone(browser, event);
  await manager.setViewportSize(phone);
  await manager.goto(`/bookings/${event.bookingId}/quote`);
  await manager.getByText('WhatsApp', { exact: true }).first().click();
  await manager.getByRole('button', { name: 'Send quote by WhatsApp' }).click();
  const message = customer.messages.filter({ hasText: 'here is our quote' });
  await expect(message).toContainText(`${event.reference}-Q1`);
  const path = /\/q\/[\w-]+/.exec((await message.textContent()) ?? '')?.[0] ?? '';
  const client = await browser.newPage({ baseURL: process.env.E2E_BASE_URL, viewport: phone });
  await client.goto(path);
  await client.getByLabel('Your name').fill('Esi Mensah');
  await client.getByRole('button', { name: 'Accept this quote' }).click();
  await expect(client.getByText('Your booking is confirmed.')).toBeVisible();

  await staff.setViewportSize(phone);
  const money = `/bookings/${event.bookingId}?tab=money`;
  const pay = async (amount: string) => {
    await staff.goto(money);
    await staff.getByRole('button', { name: 'Record payment' }).first().click();
    const dialog = staff.getByRole('dialog', { name: 'Record payment' });
    await dialog.getByLabel('Amount').fill(amount);
    await dialog.getByRole('button', { name: 'Record payment' }).click();
    await expect(dialog).toBeHidden();
  };
  await pay('1087.50');
  await staff.getByRole('button', { name: 'Issue invoice' }).click();
  const issue = staff.getByRole('dialog', { name: /Issue an invoice over/ });
  await issue.getByRole('button', { name: 'Issue invoice' }).click();
  await expect(issue).toBeHidden();
  await pay('1087.50');
  await staff.getByRole('link', { name: /^INV-/ }).click();
  await expect(staff.getByText('Paid', { exact: true }).first()).toBeVisible();
  await staff.goto(money);
  await staff
    .getByRole('link', { name: /^R-\d{4}-\d{4}$/ })
    .first()
    .click();
  await expect(staff.getByRole('article', { name: 'Receipt' })).toContainText('1,087.50');
  expect(await staff.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('a link to a quote is taken back: its page says whom to call, in French where that is read', async ({
  manager,
  browser,
}) => {
  const event = await makeEvent({ ...ahead, status: 'enquiry' });
  await manager.goto(`/bookings/${event.bookingId}/quote`);
  await manager.getByText('Copy the link', { exact: true }).first().click();
  await manager.getByRole('button', { name: 'Make quote with a link' }).click();
  const open = manager.getByRole('list', { name: 'Quotes' }).getByRole('link', { name: 'Open' });
  const path = new URL((await open.getAttribute('href')) ?? '').pathname;
  const client = await browser.newPage({
    ...{ baseURL: process.env.E2E_BASE_URL, viewport: phone, locale: 'fr-FR' },
  });
  await client.goto(path);
  await expect(client.getByRole('button', { name: 'Accept this quote' })).toBeVisible();
  await manager.reload();
  const links = manager.getByRole('list', { name: 'Links that are out' });
  await expect(links).toContainText('opened once');
  await links.getByRole('button', { name: /^Revoke/ }).click();
  await expect(links.getByText('Revoked')).toBeVisible();
  const gone = await client.goto(path);
  expect(gone?.status()).toBe(410);
  await expect(client.getByRole('heading', { level: 1 })).toHaveText('Ce lien n’est plus valable');
  await expect(client.getByRole('link', { name: /^Appeler / })).toHaveAttribute('href', /^tel:\+/);
  await expect(client.locator('html')).toHaveAttribute('lang', 'fr');
  expect((await client.request.get(`${path}/quote.pdf`)).status()).toBe(404);
  const lost = await client.goto('/q/not-a-link');
  expect(lost?.status()).toBe(404);
  await expect(client.getByRole('heading', { level: 1 })).toHaveText('Il n’y a pas de devis ici');
  await client.close();
});
