import { atEachWidth, expect, test, untilSaved } from './fixtures';

atEachWidth(() => {
  test('someone of the staff adds a service by the hour, puts it first, corrects its price, and archives it', async ({
    staff: page,
  }) => {
    const name = `Xylophone player ${Date.now().toString(36)}`;
    await page.goto('/menu/services');
    await page.getByRole('link', { name: 'Add service' }).first().click();
    await page.getByRole('button', { name: 'Add service' }).click();
    await expect(page.getByText('Enter the name of the service.').first()).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Kind').selectOption('Other services');
    await page.getByLabel('Price', { exact: true }).fill('-5');
    await page.getByLabel('The price is').selectOption('Per hour');
    await page.getByRole('button', { name: 'Add service' }).click();
    await expect(page.getByLabel('Price', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Price', { exact: true }).fill('120');
    await page.getByLabel('Smallest order').fill('2');
    await page.getByRole('button', { name: 'Add service' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

    await page.goto('/menu/services');
    const list = page.getByRole('list', { name: 'Services in their order' });
    const row = list.getByRole('listitem').filter({ hasText: name });
    await expect(row).toContainText('an hour');
    await page.getByRole('button', { name: new RegExp(`^Move ${name}, \\d+ of`) }).focus();
    await untilSaved(page, () => page.keyboard.press('Home'));
    await expect(list.getByRole('listitem').first()).toContainText(name);
    await expect(page.getByRole('status').filter({ hasText: `${name}: 1 of` })).toBeAttached();
    await expect(async () => {
      await page.reload();
      await expect(list.getByRole('listitem').first()).toContainText(name, { timeout: 2000 });
    }).toPass();

    await row.getByRole('link', { name }).click();
    await page.getByLabel('Price', { exact: true }).fill('135.50');
    await page.getByRole('button', { name: 'Save service' }).click();
    await expect(page.getByText('Service saved')).toBeVisible();
    await page.getByRole('button', { name: `More for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Archive service' }).click();
    await expect(page.getByText(`${name} archived`)).toBeVisible();
    await page.goto('/menu/services');
    await expect(row).toHaveCount(0);
    await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('135.50');
  });
});
