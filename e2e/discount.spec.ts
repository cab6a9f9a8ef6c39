import { atEachWidth, expect, signInAs, test } from './fixtures';
import { makeHostileCompany } from './hostile-company';

atEachWidth((width) => {
  test('a manager gives ten percent with a reason, and the client sees it on their phone', async ({
    browser,
  }) => {
    const { manager, client, openId } = await makeHostileCompany();
    const office = await browser.newPage({
      baseURL: process.env.E2E_BASE_URL,
      viewport: { width, height: 900 },
    });
    await signInAs(office, manager);
    await office.goto(`/bookings/${openId}?tab=money`);

    await test.step('what is missing or means nothing is said at its field', async () => {
      await office.getByRole('button', { name: 'Give a discount' }).click();
      const dialog = office.getByRole('dialog', { name: 'Give a discount' });
      await dialog.getByLabel('Percent off').fill('110');
      await dialog.getByRole('button', { name: 'Agree the discount' }).click();
      await expect(dialog.getByText('Say how many percent off, from 0.01 to 100.').first()).toBeVisible();
      await expect(dialog.getByText('Say why, for whoever looks at it later.').first()).toBeVisible();
      await dialog.getByLabel('Percent off').fill('10');
      await dialog.getByLabel('Reason').fill('Comes back every year');
      // Two quick taps make one discount.
      await dialog.getByRole('button', { name: 'Agree the discount' }).dblclick();
      await expect(office.getByText(/comes off/)).toBeVisible();
      await expect(dialog).toBeHidden();
    });

    await expect(office.getByText('Discount: Comes back every year', { exact: true })).toBeVisible();
    await expect(office.getByRole('button', { name: 'Change discount' })).toBeVisible();

    await test.step('the client', async () => {
      const phone = await browser.newPage({
        baseURL: process.env.E2E_BASE_URL,
        viewport: { width: 390, height: 844 },
      });
      await signInAs(phone, client);
      await phone.goto(`/my/bookings/${openId}`);
      await expect(phone.getByText('Discount', { exact: true })).toBeVisible();
      await expect(phone.getByText('Discount: Comes back every year', { exact: true })).toBeVisible();
      await phone.close();
    });

    await test.step('it is taken back', async () => {
      await office.getByRole('button', { name: 'Change discount' }).click();
      const dialog = office.getByRole('dialog', { name: 'Change the discount' });
      await dialog.getByLabel('Kind').selectOption('No discount');
      await dialog.getByRole('button', { name: 'Take it back' }).click();
      await expect(office.getByText('Discount taken back')).toBeVisible();
      await expect(office.getByRole('button', { name: 'Give a discount' })).toBeVisible();
    });
  });
});
