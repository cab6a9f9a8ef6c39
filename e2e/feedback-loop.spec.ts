import { complete, expect, makeEvent, openPhone, test } from './fixtures';

test('from a confirmed booking to the customer’s answer on the dashboard', async ({
  manager,
  event,
  browser,
}) => {
  await manager.goto(`/bookings/${event.bookingId}`);
  await manager.getByRole('button', { name: 'Confirm booking' }).click();
  const phone = await openPhone(browser, event);
  await expect(phone.messages.filter({ hasText: event.eventName })).toHaveCount(1);

  await manager.getByRole('button', { name: /start/i }).click();
  await expect(manager.getByRole('button', { name: 'Mark as completed' })).toBeVisible();
  await complete(manager, event.bookingId);

  const request = phone.messages.filter({ hasText: 'How was it?' });
  await expect(request).toHaveCount(1);
  await expect(request).toContainText(event.eventName);
  await expect(request).not.toContainText('Booking Confirmed');
  await phone.page.getByRole('button', { name: '5 – Excellent' }).click();

  await manager.goto('/dashboard');
  await expect(manager.getByRole('link', { name: `5 of 5 · ${event.eventName}` })).toBeVisible();
  await manager.goto(`/bookings/${event.bookingId}`);
  await expect(manager.getByRole('list', { name: 'What happened' })).toContainText('feedback', {
    ignoreCase: true,
  });
});

test('an event completed before its end is confirmed first, and its customer is left to eat', async ({
  manager,
  browser,
}) => {
  const event = await makeEvent({ status: 'in_progress' });
  const phone = await openPhone(browser, event);
  await manager.goto(`/bookings/${event.bookingId}`);
  await manager.getByRole('button', { name: 'Mark as completed' }).click();
  const dialog = manager.getByRole('dialog', { name: /^Complete/ });
  await expect(dialog.getByText(/still on by its schedule/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Not yet' }).click();
  await expect(manager.getByText('In progress', { exact: true })).toBeVisible();
  await manager.getByRole('button', { name: 'Mark as completed' }).click();
  await dialog.getByRole('button', { name: 'Mark as completed' }).click();
  await expect(manager.getByText('Completed', { exact: true })).toBeVisible();
  // A later event's request arrives, so this one's would have.
  const other = await makeEvent({ status: 'in_progress' });
  const otherPhone = await openPhone(browser, other);
  await complete(manager, other.bookingId);
  await expect(otherPhone.messages.filter({ hasText: 'How was it?' })).toHaveCount(1);
  await expect(phone.messages.filter({ hasText: 'How was it?' })).toHaveCount(0);
});

test('the open dashboard shows an answer without a reload', async ({ manager, browser }) => {
  const event = await makeEvent({ status: 'in_progress' });
  const phone = await openPhone(browser, event);
  await complete(manager, event.bookingId);
  await manager.goto('/dashboard');
  await expect(phone.messages.filter({ hasText: 'How was it?' })).toHaveCount(1);
  await phone.page.getByRole('button', { name: '4 – Good' }).click();
  await expect(manager.getByRole('link', { name: `4 of 5 · ${event.eventName}` })).toBeVisible();
});

test('a customer answers in French words', async ({ manager, browser }) => {
  const event = await makeEvent({ status: 'in_progress', language: 'fr' });
  const phone = await openPhone(browser, event);
  await complete(manager, event.bookingId);
  await expect(phone.messages.filter({ hasText: event.eventName })).toHaveCount(1);
  await phone.say('5/5, c’était délicieux, merci beaucoup !');
  await expectFeedback(manager, event.eventName, /5 of 5/);
});

test('a complaint opens a case with a running clock', async ({ manager, browser }) => {
  const event = await makeEvent({ status: 'in_progress' });
  const phone = await openPhone(browser, event);
  await complete(manager, event.bookingId);
  await expect(phone.messages.filter({ hasText: 'How was it?' })).toHaveCount(1);
  await phone.say('1. The rice was cold and the chicken was raw');
  await expect(async () => {
    await manager.goto('/cases');
    await expect(
      manager
        .getByRole('link', { name: new RegExp(event.eventName) })
        .or(manager.getByText(event.customer))
        .first(),
    ).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectFeedback(manager, event.eventName, /1 of 5/);
});

test('STOP ends all messages, and the next one says why it wasn’t sent', async ({ manager, browser }) => {
  const event = await makeEvent({ status: 'in_progress' });
  const phone = await openPhone(browser, event);
  await complete(manager, event.bookingId);
  await expect(phone.messages.filter({ hasText: 'How was it?' })).toHaveCount(1);
  await phone.say('STOP');
  const second = await makeEvent({ status: 'in_progress', customerId: event.customerId });
  await complete(manager, second.bookingId);
  await expect(async () => {
    await manager.goto(`/bookings/${second.bookingId}`);
    await expect(manager.getByRole('list', { name: 'What happened' })).toContainText(/opted out|not sent/i, {
      timeout: 1_000,
    });
  }).toPass();
  await expect(phone.messages.filter({ hasText: second.eventName })).toHaveCount(0);
});

test('answering twice corrects the one record', async ({ manager, browser }) => {
  const event = await makeEvent({ status: 'in_progress' });
  const phone = await openPhone(browser, event);
  await complete(manager, event.bookingId);
  await expect(phone.messages.filter({ hasText: 'How was it?' })).toHaveCount(1);
  await phone.say('3');
  await expectFeedback(manager, event.eventName, /3 of 5/);
  await phone.say('sorry, I meant 5');
  await expectFeedback(manager, event.eventName, /5 of 5/);
  await expect(manager.getByRole('link', { name: new RegExp(`of 5 · ${event.eventName}`) })).toHaveCount(1);
});

test('replying to the older request rates the older event', async ({ manager, browser }) => {
  const older = await makeEvent({ status: 'in_progress' });
  const phone = await openPhone(browser, older);
  await complete(manager, older.bookingId);
  await expect(phone.messages.filter({ hasText: older.eventName })).toHaveCount(1);
  const newer = await makeEvent({ status: 'in_progress', customerId: older.customerId });
  await complete(manager, newer.bookingId);
  await expect(phone.messages.filter({ hasText: newer.eventName })).toHaveCount(1);
  const message = phone.messages.filter({ hasText: older.eventName });
  await message.hover();
  await message.getByRole('button', { name: 'Reply to this message' }).click();
  await phone.say('4');
  await expectFeedback(manager, older.eventName, /4 of 5/);
  await manager.goto('/feedback');
  await expect(manager.getByRole('link', { name: new RegExp(newer.eventName) })).toHaveCount(0);
});

type OfficePage = Parameters<Parameters<typeof test>[2]>[0]['manager'];

/** Waits until the dashboard's newest answers show this rating of this event. */
async function expectFeedback(office: OfficePage, eventName: string, rating: RegExp): Promise<void> {
  await office.goto('/dashboard');
  await expect(office.getByRole('link', { name: new RegExp(`${rating.source} · ${eventName}`) })).toBeVisible(
    { timeout: 20_000 },
  );
}
