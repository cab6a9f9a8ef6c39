import { atEachWidth, expect, test } from './fixtures';

atEachWidth(() => {
  test('a manager adds a customer, writes down what they agree to, and finds them by a tag’s correction', async ({
    manager: page,
  }) => {
    const tag = Date.now().toString(36).slice(-6);
    const name = `Nana Efua ${tag}`;
    await page.goto('/customers');
    await page.getByRole('link', { name: 'New customer' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Phone').fill('024 12');
    await page.getByRole('button', { name: 'Add customer' }).click();
    await expect(page.getByText(/isn’t a phone number we can reach/).first()).toBeVisible();
    await page.getByLabel('Phone').fill(`024${String(Date.now()).slice(-7)}`);
    await page.getByLabel('Language').selectOption('French');
    await page.getByLabel('Favourite cuisine').selectOption('Ghanaian');
    await page.getByLabel('Tags').fill('vip, chruch');
    // Twice quickly is one customer.
    await page.getByRole('button', { name: 'Add customer' }).dblclick();
    await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByText('vip, chruch', { exact: true })).toBeVisible();

    await page.getByRole('button', { name: 'Write down' }).click();
    const dialog = page.getByRole('dialog', { name: `What did ${name} say?` });
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await expect(dialog.locator('[aria-invalid=true]')).toHaveCount(2);
    await dialog.getByLabel('What they said').selectOption('They agree to be written to');
    await dialog.getByLabel('How they said it').fill('On the phone, about the menu');
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/On the phone, about the menu/).first()).toBeVisible();

    await page.getByRole('link', { name: 'Edit customer' }).click();
    await page.getByLabel('Tags').fill('vip, church');
    await page.getByRole('button', { name: 'Save customer' }).click();
    await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
    await expect(page.getByText('vip, church', { exact: true })).toBeVisible();
    await page.goto(`/customers?q=${encodeURIComponent(tag)}`);
    await expect(page.getByRole('link', { name })).toHaveCount(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      page.viewportSize()?.width ?? 0,
    );
  });
});
