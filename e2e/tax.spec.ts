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
