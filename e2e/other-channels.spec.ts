import type { Browser, Page } from '@playwright/test';
import { complete, type Event, expect, makeEvent, openPhone, simulatorUrl, test } from './fixtures';

/** Tells the simulator that a number has no WhatsApp. */
async function withoutWhatsApp(phone: string): Promise<void> {
  const answer = await fetch(`${simulatorUrl()}/control/contacts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address: phone, lacksWhatsApp: true }),
  });
  expect(answer.ok).toBe(true);
}

/** Completes the event of a customer whose number has no WhatsApp; answers with the link in their SMS. */
async function linkBySms(manager: Page, browser: Browser, event: Event): Promise<string> {
  const phone = await openPhone(browser, event);
  await withoutWhatsApp(event.phone);
  await complete(manager, event.bookingId);
  const sms = phone.messages.filter({ hasText: 'Tell us in a minute' });
  await expect(sms).toHaveCount(1, { timeout: 30_000 });
  const link = await sms.getByRole('link').getAttribute('href');
  await phone.page.close();
  return link ?? '';
}

const question = (page: Page) => page.getByRole('heading', { level: 1 });

test('a phone without WhatsApp gets the link by SMS, and its answers reach the dashboard', async ({
  manager,
  browser,
}) => {
  const event = await makeEvent({ status: 'in_progress' });
  const page = await browser.newPage();
  await page.goto(await linkBySms(manager, browser, event));
  await page.getByRole('button', { name: /Excellent/ }).click();
  await expect(question(page)).toContainText('food');
  await page.getByRole('button', { name: /Very bad/ }).click();
  await expect(question(page)).toContainText('went wrong');
  await page.getByRole('textbox').fill('The rice came cold.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('A manager will contact you')).toBeVisible();

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

test('a phone that runs no script answers every question', async ({ manager, browser }) => {
  const event = await makeEvent({ status: 'in_progress' });
  const link = await linkBySms(manager, browser, event);
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: /Good/ }).click();
  await expect(question(page)).toContainText('food');
  await page.getByRole('button', { name: /Excellent/ }).click();
  for (const word of ['service', 'set-up', 'time']) {
    await expect(question(page)).toContainText(word);
    await page.getByRole('button', { name: 'Skip this question' }).click();
  }
  await expect(question(page)).toContainText('recommend');
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await page.getByRole('textbox').fill('Wonderful, medaase!');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(question(page)).toContainText('Thank you');
  await plain.close();

  await manager.goto(`/bookings/${event.bookingId}`);
  await expect(manager.getByText('Wonderful, medaase!').first()).toBeVisible();
});

test('a link in a message ends all messages, also where no script runs', async ({ manager, browser }) => {
  const event = await makeEvent({ status: 'in_progress' });
  const link = await linkBySms(manager, browser, event);
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(`${link}/stop`);
  await expect(question(page)).toHaveText('No more messages from Akwaaba Catering?');
  await page.getByRole('button', { name: 'End all messages' }).click();
  await expect(question(page)).toHaveText('You will get no more messages');
  await plain.close();

  await manager.goto(`/customers/${event.customerId}`);
  await expect(manager.getByText('By the link in a message').first()).toBeVisible();
});
