import { readFile } from 'node:fs/promises';
import { makeCustomer } from '../db/factories/booking';
import { expect, signIn, signInAs, test } from './fixtures';
import { makeOffice } from './hostile-company';

test('a manager takes a customer’s data along, then anonymises them and keeps the receipt', async ({
  page,
}) => {
  const { id: companyId, managerEmail } = await makeOffice('Forgetful kitchen');
  const customer = await makeCustomer(companyId, { name: 'Efua Sutherland', email: 'efua@example.test' });
  await signInAs(page, managerEmail);
  await page.goto(`/customers/${customer.id}`);
  await page.getByRole('link', { name: 'Privacy' }).click();
  await expect(page.getByRole('heading', { name: 'Privacy', level: 1 })).toBeVisible();

  await test.step('the file holds what is kept of them', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download for machines' }).click(),
    ]);
    const record = await readFile(await download.path(), 'utf8');
    expect(record).toContain('efua@example.test');
    expect(JSON.parse(record).parts.Customers).toHaveLength(1);
  });

  await test.step('as long as somebody noted that it must be kept, it stays', async () => {
    await page.getByRole('button', { name: 'Note why' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The lawsuit of May');
    await dialog.getByRole('button', { name: 'Keep their data' }).click();
    await expect(page.getByText('Take the note away first')).toBeVisible();
    await page.getByRole('button', { name: 'Take the note away' }).click();
    await expect(page.getByText('Take the note away first')).toBeHidden();
  });

  await test.step('nobody is anonymised by a slip', async () => {
    await page.getByRole('button', { name: 'Anonymise this customer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why').selectOption({ label: 'They asked for it' });
    await dialog.getByLabel('Type “Efua Sutherland” to confirm').fill('Somebody else');
    await dialog.getByRole('button', { name: 'Anonymise for good' }).click();
    await expect(dialog.getByText('exactly, so that nobody else').first()).toBeVisible();
    await dialog.getByLabel('Type “Efua Sutherland” to confirm').fill('Efua Sutherland');
    await dialog.getByRole('button', { name: 'Anonymise for good' }).click();
  });

  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('link', { name: 'Receipt as PDF' })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText(/Former customer [0-9A-F]{4}/).first()).toBeVisible();
  await page.goto('/customers');
  await expect(page.getByText('Efua Sutherland')).toHaveCount(0);
  await page.goto('/settings/privacy');
  await expect(page.getByRole('list', { name: 'Anonymised customers' }).getByText('Done')).toBeVisible();
});

test('a client agrees to offers and takes it back; the manager’s new wording is asked from then on', async ({
  page,
  browser,
}) => {
  await signIn(page, 'client');
  await page.goto('/my/privacy');
  const offers = page.getByRole('listitem').filter({ hasText: 'Offers and news' });
  // Whatever an earlier run left.
  if (await offers.getByRole('button', { name: 'Say no to: Offers and news' }).isVisible())
    await offers.getByRole('button').click();
  await offers.getByRole('button', { name: 'Agree to: Offers and news' }).click();
  await expect(offers.getByText(/^You agreed on/)).toBeVisible();

  const office = await (await browser.newContext({ baseURL: process.env.E2E_BASE_URL })).newPage();
  await signIn(office, 'manager');
  await office.goto('/settings/privacy');
  await office.getByRole('button', { name: 'Change the words of: Offers and news' }).click();
  const words = `You may write to me about offers, ${Date.now()}.`;
  await office.getByRole('dialog').getByLabel('What people agree to').fill(words);
  await office.getByRole('button', { name: 'Use these words' }).click();
  await expect(office.getByRole('blockquote').filter({ hasText: words })).toBeVisible();

  await page.reload();
  await expect(offers.getByText(words)).toBeVisible();
  await offers.getByRole('button', { name: 'Say no to: Offers and news' }).click();
  await expect(page.getByText('You said no', { exact: true })).toBeVisible();
  await expect(offers.getByText(/^You said no on/)).toBeVisible();
});

test('a manager sees what would go before setting how long messages are kept', async ({ page }) => {
  const { managerEmail } = await makeOffice('Short memory');
  await signInAs(page, managerEmail);
  await page.goto('/settings/privacy');
  await page.getByLabel('Words of messages').fill('12');
  await page.getByRole('button', { name: 'Count what would go' }).click();
  await expect(page.getByText('Nothing: all of it is younger.')).toBeVisible();
  await page.getByRole('button', { name: 'Save how long' }).click();
  await expect(page.getByText('Saved. What is old goes from tonight on.')).toBeVisible();
  await page.getByRole('link', { name: 'Record of processing' }).click();
  await expect(page.getByRole('cell', { name: '12 months' }).first()).toBeVisible();
});
