import AxeBuilder from '@axe-core/playwright';
import { expect, makeEvent, openPhone, test } from './fixtures';

test('an invoice reaches its customer on WhatsApp, who opens it without a script and keeps the file', async ({
  staff,
  browser,
}) => {
  const event = await makeEvent({
    status: 'confirmed',
    startsAt: new Date(Date.now() + 30 * 86_400_000),
    confirmedAt: new Date(),
  });
  await staff.setViewportSize({ width: 390, height: 844 });
  await test.step('it is issued and sent', async () => {
    await staff.goto(`/bookings/${event.bookingId}?tab=money`);
    await staff.getByRole('button', { name: 'Issue invoice' }).click();
    const issuing = staff.getByRole('dialog', { name: /Issue an invoice over/ });
    await issuing.getByRole('button', { name: 'Issue invoice' }).click();
    await staff.getByRole('link', { name: /^INV-/ }).click();
    await staff.getByRole('button', { name: 'Send', exact: true }).click();
    const dialog = staff.getByRole('dialog', { name: /^Send INV-/ });
    await dialog.getByText('E-mail', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(dialog.getByText(/no e-mail address/).first()).toBeVisible();
    await dialog.getByText('WhatsApp', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Send', exact: true }).dblclick();
    await expect(dialog).toBeHidden();
    await expect(staff.getByText('Sent', { exact: true })).toBeVisible();
  });

  const phone = await openPhone(browser, event);
  const message = phone.messages.filter({ hasText: 'sends you your invoice INV-' });
  await expect(message).toHaveCount(1);
  const link = /https?:\/\/\S+\/d\/\S+/.exec((await message.textContent()) ?? '')?.[0] ?? '';
  const path = new URL(link).pathname;

  await test.step('the customer reads it, and what is still to be paid', async () => {
    const context = await browser.newContext({
      baseURL: process.env.E2E_BASE_URL,
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    expect((await page.goto(path))?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('INV-');
    await expect(page.getByText('To pay').first()).toBeVisible();
    expect(await page.evaluate('document.documentElement.scrollWidth').catch(() => 390)).toBe(390);
    const file = await page.request.get(
      (await page.getByRole('link', { name: 'Open as PDF' }).getAttribute('href')) ?? '',
    );
    expect(file.headers()['content-type']).toBe('application/pdf');
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await page.goto(`${path.slice(0, -2)}AA`))?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is no document here' })).toBeVisible();
    expect((await page.request.get(`${path.slice(0, -2)}AA/paper.pdf`)).status()).toBe(404);
    await context.close();
  });

  await test.step('with scripts nobody is kept out either', async () => {
    const context = await browser.newContext({ baseURL: process.env.E2E_BASE_URL });
    const page = await context.newPage();
    await page.goto(path);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await context.close();
  });

  await test.step('the statement has it, and its file', async () => {
    await staff.goto(`/customers/${event.customerId}`);
    await staff.getByRole('link', { name: 'Statement' }).click();
    await expect(staff.getByRole('article')).toContainText('Invoice INV-');
    await expect(staff.getByRole('article')).toContainText('To pay');
    await staff.getByRole('link', { name: 'Last year' }).click();
    await expect(staff.getByRole('article')).toContainText('Nothing moved in this period.');
    const file = await staff.request.get(`/api/v1/customers/${event.customerId}/statement.pdf`);
    expect(file.headers()['content-type']).toBe('application/pdf');
    await staff.getByRole('button', { name: 'Send', exact: true }).click();
    const dialog = staff.getByRole('dialog', { name: 'Send statement' });
    await dialog.getByText('Copy the link', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Get the link' }).click();
    await expect(dialog.getByRole('link', { name: /\/d\// })).toBeVisible();
  });

  await test.step('one link is taken back, and shows nothing any more; the others stay', async () => {
    await staff.goto(`/customers/${event.customerId}/statement`);
    const links = staff.getByRole('list', { name: 'Links that are out' });
    const sentLink = links.getByRole('listitem').filter({ hasText: /Invoice INV-.*by WhatsApp/ });
    await expect(sentLink).toContainText(/opened \d+ times|opened once/);
    await sentLink.getByRole('button', { name: /^Revoke/ }).click();
    await expect(sentLink).toContainText('Revoked');
    const gone = await staff.request.get(path);
    expect(gone.status()).toBe(410);
    expect(await gone.text()).toContain('This link doesn’t hold any more');
    expect((await staff.request.get(`${path}/paper.pdf`)).status()).toBe(404);
    await expect(links.getByRole('listitem').filter({ hasText: 'Statement' })).not.toContainText('Revoked');
  });
});
