import { expect, signIn, test } from './fixtures';

test('the form of a new booking doesn’t move while it loads', async ({ page }) => {
  await signIn(page, 'manager');
  await page.addInitScript(() => {
    const shifts: { value: number; hadRecentInput: boolean }[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) =>
      shifts.push(...(list.getEntries() as unknown as typeof shifts)),
    ).observe({
      type: 'layout-shift',
      buffered: true,
    });
  });
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(viewport);
    await page.goto('/bookings/new', { waitUntil: 'networkidle' });
    await expect(
      page.getByRole('listbox', { name: 'Customers found' }).getByRole('option').first(),
    ).toBeVisible();
    const moved = await page.evaluate(() =>
      (window as unknown as { shifts: { value: number; hadRecentInput: boolean }[] }).shifts
        .filter(({ hadRecentInput }) => !hadRecentInput)
        .reduce((sum, { value }) => sum + value, 0),
    );
    process.stdout.write(
      `${JSON.stringify({ page: '/bookings/new', width: viewport.width, cls: Number(moved.toFixed(4)) })}\n`,
    );
    expect(moved).toBeLessThanOrEqual(0.02);
  }
});
