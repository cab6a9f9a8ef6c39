import { expect, test } from './fixtures';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

test('staff ask a manager on a booking, with a plan; the manager hears of it, reads it and takes the plan along', async ({
  staff,
  manager,
  event,
}) => {
  const said = `Where do the tables go ${Date.now().toString(36)}`;
  await test.step('the colleague is chosen by the keyboard while typing', async () => {
    await staff.goto(`/bookings/${event.bookingId}`);
    const box = staff.getByLabel('Comment for colleagues');
    await box.click();
    await box.pressSequentially('@Akos');
    await expect(staff.getByRole('option', { name: 'Akosua Boateng' })).toBeVisible();
    await box.press('Enter');
    await expect(box).toHaveValue('@Akosua Boateng ');
    await box.pressSequentially(said);
    await staff
      .getByLabel('Add files')
      .setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: pdf });
    await expect(staff.getByRole('list', { name: 'Files to send' })).toContainText('plan.pdf');
    await staff.getByRole('button', { name: 'Add comment' }).click();
    await expect(staff.getByRole('list', { name: 'What happened' })).toContainText(said);
    await expect(box).toHaveValue('');
  });

  await test.step('what isn’t safe to keep says so', async () => {
    await staff
      .getByLabel('Add files')
      .setInputFiles({ name: 'page.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') });
    await expect(staff.getByText('page.pdf wasn’t kept')).toBeVisible();
  });

  await test.step('the manager is told, and no longer once the record is open', async () => {
    await manager.goto('/notifications');
    const told = manager
      .getByRole('row')
      .filter({ hasText: `Kofi Asante mentions you in a comment: ${event.eventName}` });
    await expect(told.first()).toBeVisible();
    const seen = manager.waitForResponse(
      (answer) => answer.request().method() === 'POST' && answer.url().includes(event.bookingId),
    );
    await told.first().getByRole('link').first().press('Enter');
    const line = manager.getByRole('listitem').filter({ hasText: said });
    await expect(line.getByText('@Akosua Boateng')).toBeVisible();
    const address = await line.getByRole('link', { name: 'plan.pdf' }).getAttribute('href');
    const file = await manager.request.get(address ?? '');
    expect(file.headers()['content-disposition']).toMatch(/^attachment/);
    expect(file.headers()['x-content-type-options']).toBe('nosniff');
    expect(await file.body()).toEqual(pdf);
    await seen;
    await expect(async () => {
      await manager.goto('/notifications');
      await expect(told).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
  });

  await test.step('it is put right, then taken away, and leaves word of it', async () => {
    const line = staff.getByRole('listitem').filter({ hasText: said });
    await line.getByRole('button', { name: 'Edit comment' }).click();
    await staff.getByLabel('Your comment').fill(`${said}, please`);
    await staff.getByRole('button', { name: 'Save comment' }).click();
    await expect(line).toContainText('commented (edited)');
    await manager.goto(`/bookings/${event.bookingId}`);
    const seen = manager.getByRole('listitem').filter({ hasText: said });
    await seen.getByRole('button', { name: 'Remove comment' }).click();
    await seen.getByRole('button', { name: 'Remove the comment' }).click();
    await expect(manager.getByText('Removed by Akosua Boateng')).toBeVisible();
    await expect(manager.getByText(said)).toHaveCount(0);
  });
});

test('a customer’s page has the box on a phone, and says who looked to managers alone', async ({
  staff,
  manager,
  event,
}) => {
  await staff.setViewportSize({ width: 390, height: 844 });
  await staff.goto(`/customers/${event.customerId}`);
  await expect(staff.getByLabel('Comment for colleagues')).toBeVisible();
  expect(await staff.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expect(staff.getByRole('heading', { name: 'Who looked' })).toHaveCount(0);
  await manager.goto(`/customers/${event.customerId}`);
  await manager.reload();
  await expect(manager.getByRole('list', { name: 'Who looked' })).toContainText('Kofi Asante');
});
