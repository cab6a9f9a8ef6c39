import { expect, makeEvent, openPhone, simulatorUrl, test } from './fixtures';

/** Tells the simulator that a number has no WhatsApp. */
async function withoutWhatsApp(phone: string): Promise<void> {
  const answer = await fetch(`${simulatorUrl()}/control/contacts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address: phone, lacksWhatsApp: true }),
  });
  expect(answer.ok).toBe(true);
}

test('a phone without WhatsApp gets the link by SMS, and its answers reach the dashboard', async ({
  manager,
  browser,
}) => {
  const event = await makeEvent({ status: 'in_progress' });
  const phone = await openPhone(browser, event);
  await withoutWhatsApp(event.phone);
  await manager.goto(`/bookings/${event.bookingId}`);
  await manager.getByRole('button', { name: 'Mark as completed' }).click();
  await expect(manager.getByText('Completed', { exact: true })).toBeVisible();

  const sms = phone.messages.filter({ hasText: 'Tell us in a minute' });
  await expect(sms).toHaveCount(1, { timeout: 30_000 });
  const [page] = await Promise.all([
    phone.page.context().waitForEvent('page'),
    sms.getByRole('link').click(),
  ]);
  await page.getByRole('button', { name: /Excellent/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('food');
  await page.getByRole('button', { name: /Good/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('service');

  await manager.goto('/dashboard');
  await expect(manager.getByRole('link', { name: new RegExp(`5 of 5 · ${event.eventName}`) })).toBeVisible({
    timeout: 20_000,
  });
  await manager.goto(`/bookings/${event.bookingId}`);
  const story = manager.getByRole('list', { name: 'What happened' });
  await expect(story).toContainText('could not deliver the feedback request');
  await expect(story).toContainText('the feedback request by SMS');
  await page.close();
});
