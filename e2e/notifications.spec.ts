import type { Page } from '@playwright/test';
import { makeAlert } from '../db/factories/alert';
import { demoCompanyId } from '../db/seed/demo';
import { expect, makeEvent, openPhone, scriptRuns, test } from './fixtures';

const bell = (page: Page) => page.getByRole('link', { name: /^Notifications/ });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Unread notifications' });

test('a customer’s question is seen by the office at once, read by each, and settled by the answer', async ({
  manager,
  staff,
  browser,
}) => {
  const event = await makeEvent({ status: 'confirmed', startsAt: new Date(Date.now() + 30 * 86_400_000) });
  const sentence = `${event.customer} wrote and expects an answer`;
  for (const page of [manager, staff]) {
    await page.goto('/dashboard');
    await scriptRuns(page);
  }
  await bell(staff).click();
  await expect(panel(staff)).toBeVisible();
  const phone = await openPhone(browser, event);
  await phone.say('Can you call me about the tent please?');

  // Both offices are open: nobody reloads.
  const ofStaff = panel(staff).getByRole('listitem').filter({ hasText: sentence });
  await expect(ofStaff).toContainText('Can you call me about the tent please?', { timeout: 20_000 });
  await bell(manager).click();
  const ofManager = panel(manager).getByRole('listitem').filter({ hasText: sentence });
  await expect(ofManager).toBeVisible();

  await ofStaff.getByRole('button', { name: `Mark as read: ${sentence}` }).click();
  await expect(ofStaff).toHaveCount(0);
  await expect(ofManager).toBeVisible();

  await ofManager.getByRole('link', { name: sentence }).click();
  await expect(manager).toHaveURL(/\/messages\//);
  await expect(panel(manager)).toBeHidden();
  await staff.goto('/notifications?view=open');
  const listed = staff.getByRole('row').filter({ hasText: sentence });
  await expect(listed).toBeVisible();
  await manager.getByLabel('Reply').fill('I will call you at ten.');
  await manager.getByRole('button', { name: 'Send reply' }).click();
  await expect(listed).toHaveCount(0);
  await staff.goto('/notifications?view=all');
  await expect(listed).toContainText('Settled');
});

test('what is the managers’ alone doesn’t show to staff', async ({ manager, staff }) => {
  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  const number = `+1999${String(Date.now()).slice(-7)}`;
  for (const page of [manager, staff]) {
    await page.goto('/bookings');
    await scriptRuns(page);
    await bell(page).click();
  }
  await makeAlert(demoCompanyId, {
    kind: 'unknown_recipient',
    about: { number },
    roles: ['manager'],
  });
  const lineOf = (page: Page) => panel(page).getByRole('listitem').filter({ hasText: number });
  await expect(lineOf(manager)).toBeVisible();
  await expect(lineOf(staff)).toHaveCount(0);
  await staff.goto('/notifications?view=all');
  await expect(staff.getByText(number)).toHaveCount(0);
});

test('the bell by keyboard: opens, keeps the focus inside, gives it back', async ({ manager }) => {
  await manager.goto('/bookings');
  await scriptRuns(manager);
  await bell(manager).focus();
  await manager.keyboard.press('Enter');
  await expect(panel(manager)).toBeFocused();
  await expect(bell(manager)).toHaveAttribute('aria-expanded', 'true');
  await manager.keyboard.press('Escape');
  await expect(panel(manager)).toBeHidden();
  await expect(bell(manager)).toBeFocused();
  // The bell closes what it opened, by mouse too.
  await bell(manager).click();
  await expect(panel(manager)).toBeVisible();
  await bell(manager).click();
  await expect(panel(manager)).toBeHidden();
  await bell(manager).click();
  await panel(manager).getByRole('link', { name: 'All notifications' }).click();
  await expect(manager).toHaveURL(/\/notifications$/);
  await expect(panel(manager)).toBeHidden();
});

test('on a phone, and without a script, the bell is the way to the page', async ({ manager, browser }) => {
  await manager.setViewportSize({ width: 390, height: 844 });
  await manager.goto('/bookings');
  await bell(manager).click();
  await expect(manager).toHaveURL(/\/notifications$/);
  const cookies = await manager.context().cookies();
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.E2E_BASE_URL });
  await plain.addCookies(cookies);
  const page = await plain.newPage();
  await page.goto('/bookings');
  await bell(page).click();
  await expect(page).toHaveURL(/\/notifications$/);
  await plain.close();
});

test('the palette finds a customer by number, a booking by reference, a conversation by its person', async ({
  manager,
  browser,
}) => {
  const event = await makeEvent({ status: 'confirmed', startsAt: new Date(Date.now() + 30 * 86_400_000) });
  const phone = await openPhone(browser, event);
  await phone.say('Hello');
  await manager.goto('/bookings');
  await scriptRuns(manager);
  const look = async (typed: string, group: string, name: string) => {
    await manager.keyboard.press('Control+k');
    const palette = manager.getByRole('dialog', { name: 'Search and commands' });
    await palette.getByRole('combobox').fill(typed);
    const hit = palette.getByRole('group', { name: group }).getByRole('option').filter({ hasText: name });
    await expect(hit).toBeVisible();
    await hit.click();
    await expect(palette).toBeHidden();
  };
  // As people in the country write it.
  await look(event.phone.replace('+233', '0'), 'Customers', event.customer);
  await expect(manager).toHaveURL(new RegExp(`/customers/${event.customerId}$`));
  await look(event.reference, 'Bookings', event.eventName);
  await expect(manager).toHaveURL(new RegExp(`/bookings/${event.bookingId}$`));
  await look(event.customer, 'Conversations', event.customer);
  await expect(manager).toHaveURL(/\/messages\//);
  await expect(manager.getByRole('list', { name: 'Messages' })).toContainText('Hello');
});
