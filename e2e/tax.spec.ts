import { makeBooking, makeCustomer } from '../db/factories/booking';
import { expect, signInAs, test } from './fixtures';
import { makeOffice } from './hostile-company';

test('a manager sets the tax of a day to come, sees what it makes of an order, and takes it back', async ({
  browser,
}) => {
  const company = await makeOffice('Tax of our own');
  const page = await browser.newPage({
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 390, height: 844 },
  });
  await signInAs(page, company.managerEmail);
  await page.goto('/settings/tax');
  await page.getByRole('button', { name: 'Add a tax' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a tax' });
  await dialog.getByLabel('Begin with').selectOption('Ghana standard (Act 1151)');
  await expect(dialog.getByText('GHS 930.00')).toBeVisible();
  await expect(dialog.getByText(/two equal levies can differ/)).toBeVisible();
  await dialog.getByLabel('For events from').fill('2099-01-01');
  await dialog.getByLabel('Rate').last().fill('');
  await dialog.getByRole('button', { name: 'Save tax' }).click();
  await expect(dialog.getByText(/Enter how many percent|Enter a percentage/).first()).toBeVisible();
  await dialog.getByLabel('Rate').last().fill('20');
  await dialog.getByRole('button', { name: 'Save tax' }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('To come')).toHaveCount(1);
  await page.getByRole('button', { name: 'Change Ghana standard (Act 1151)' }).click();
  const changing = page.getByRole('dialog', { name: /^Change “Ghana/ });
  await changing.getByRole('button', { name: 'Remove part 3' }).click();
  await changing.getByRole('button', { name: 'Save tax' }).click();
  await expect(changing).toBeHidden();
  await page.getByRole('button', { name: 'Remove Ghana standard (Act 1151)' }).click();
  await page.getByRole('button', { name: 'Really remove it' }).click();
  await expect(page.getByText('To come')).toHaveCount(0);
});

test('a mission pays no tax: its open event is offered that, also where prices include tax, and totals say what they are about in dollars', async ({
  browser,
}) => {
  const company = await makeOffice('Tax of a mission');
  const customer = await makeCustomer(company.id, { name: 'Embassy of Atlantis' });
  const part = (code: string, rate: number, amount: number) => ({
    code,
    name: code,
    rate,
    amount,
    compound: false,
  });
  const { id } = await makeBooking(company.id, {
    ...{ customerId: customer.id, taxTotal: 43_500 },
    tax: {
      profile: 'Standard',
      components: [part('VAT', 1500, 32_625), part('NHIL', 250, 5438), part('GETFUND', 250, 5437)],
    },
  });
  const page = await browser.newPage({
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 390, height: 844 },
  });
  await signInAs(page, company.managerEmail);

  await test.step('a rate of the day', async () => {
    await page.goto('/settings/rates');
    await page.getByRole('button', { name: 'Add a rate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a rate' });
    await dialog.getByLabel('Currency').fill('USD');
    await dialog.getByLabel('One unit of it costs').fill('10');
    await expect(dialog.getByText(/^GHS.10,000\.00 is about USD.1,000\./)).toBeVisible();
    await dialog.getByRole('button', { name: 'Save rate' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Holds today')).toHaveCount(1);
  });

  await test.step('the customer', async () => {
    await page.goto(`/customers/${customer.id}`);
    await page.getByRole('button', { name: 'Change billing' }).click();
    const dialog = page.getByRole('dialog', { name: 'How Embassy of Atlantis is billed' });
    await dialog.getByLabel('Tax exempt: no tax is asked of them').check();
    await dialog.getByRole('button', { name: 'Save billing' }).click();
    await expect(dialog.getByText(/Say why they pay no tax/).first()).toBeVisible();
    await dialog.getByLabel('Why').fill('Diplomatic mission');
    await dialog.getByLabel('Show totals also in').selectOption('USD');
    await dialog.getByRole('button', { name: 'Save billing' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Exempt: Diplomatic mission')).toBeVisible();
    await page.getByRole('button', { name: 'Change its tax' }).click();
    await expect(page.getByText('1 open booking is taxed otherwise')).toBeHidden();
    await page.goto(`/bookings/${id}`);
    await expect(page.getByText('Tax exempt: Diplomatic mission')).toBeVisible();
    await expect(page.getByText(/About USD.218 at GHS.10 for USD.1/)).toBeVisible();
  });

  await test.step('prices that include tax', async () => {
    await page.goto('/settings/tax');
    await page.getByText('Tax included', { exact: true }).click();
    await expect(page.getByText(/costs the customer GHS.930\.00; GHS.155\.00 of it is tax/)).toBeVisible();
    await page.getByRole('button', { name: 'Save prices' }).click();
    await expect(page.getByText('Saved. It holds for what is priced from now on.')).toBeVisible();
    await page.goto(`/bookings/${id}`);
    await page.getByRole('button', { name: /Change the total to GHS.1,812\.50/ }).click();
    await expect(page.getByText('Tax not charged')).toBeVisible();
    await expect(page.getByText(/About USD.181 at/)).toBeVisible();
  });
});
