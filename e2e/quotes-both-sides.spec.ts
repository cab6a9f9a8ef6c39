import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { demoCompanyId } from '../db/seed/demo';
import { expect, makeEvent, signInAs, test } from './fixtures';
import { makePerson } from './hostile-company';

const ahead = { status: 'enquiry', startsAt: new Date(Date.now() + 20 * 86_400_000) } as const;
const phone = { viewport: { width: 390, height: 844 } };

/** Makes the booking's next quote with a link, and gives where its page is. */
async function quote(office: Page, bookingId: string, reference: string): Promise<string> {
  await office.goto(`/bookings/${bookingId}/quote`);
  await office.getByText('Copy the link', { exact: true }).first().click();
  await office.getByRole('button', { name: 'Make quote with a link' }).click();
  const row = office
    .getByRole('list', { name: 'Quotes' })
    .getByRole('listitem')
    .filter({ hasText: reference });
  await expect(row.getByText('Open', { exact: true }).first()).toBeVisible();
  const href = await row.getByRole('link', { name: 'Open', exact: true }).getAttribute('href');
  return new URL(href ?? '').pathname;
}

test('a customer reads in French what changed and asks for something else; the office reads it in the conversation', async ({
  manager,
  browser,
}) => {
  const event = await makeEvent({ ...ahead, language: 'fr' });
  await quote(manager, event.bookingId, `${event.reference}-Q1`);
  await manager.goto(`/bookings/${event.bookingId}/edit`);
  await manager.getByLabel('Venue', { exact: true }).fill('Salle des fêtes');
  await manager.getByRole('button', { name: 'Save booking' }).click();
  await manager.waitForURL(new RegExp(`/bookings/${event.bookingId}$`));
  const path = await quote(manager, event.bookingId, `${event.reference}-Q2`);
  const row = manager.getByRole('listitem').filter({ hasText: `${event.reference}-Q2` });
  await row.getByText('Compared with version 1').click();
  await expect(row.getByText(/^Where: .* → .*Salle des fêtes/)).toBeVisible();

  const context = await browser.newContext({ baseURL: process.env.E2E_BASE_URL, ...phone });
  const page = await context.newPage();
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  const changed = page.getByText(/^Lieu : .* → .*Salle des fêtes/);
  await expect(changed).toBeHidden();
  await page.getByText('Ce qui a changé depuis la version 1').click();
  await expect(changed).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await page.getByText('Demander autre chose').click();
  await page.getByLabel('Qu’est-ce qui devrait être différent ?').fill('Plutôt soixante invités');
  await page.getByRole('button', { name: /^Demander à / }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Plutôt soixante invités' })).toBeVisible();
  await context.close();

  await manager.goto('/messages?unread=1');
  await manager.getByRole('link', { name: event.customer }).first().click();
  await expect(manager.getByText('Plutôt soixante invités')).toBeVisible();
  await manager.getByRole('link', { name: 'Asked on a quote’s page' }).click();
  await expect(
    manager.getByRole('heading', { level: 1, name: `Quote for ${event.eventName}` }),
  ).toBeVisible();
});

test('a client finds the quote in the portal, accepts it, and both sides keep the same file', async ({
  manager,
  client: stranger,
  browser,
}) => {
  const event = await makeEvent(ahead);
  await quote(manager, event.bookingId, `${event.reference}-Q1`);
  const person = await makePerson(demoCompanyId, 'client', event.customer, event.customerId);
  const context = await browser.newContext({ baseURL: process.env.E2E_BASE_URL, ...phone });
  const page = await context.newPage();
  await signInAs(page, person.email);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My quotes' }).click();
  const list = page.getByRole('list', { name: 'Quotes' });
  await expect(list.getByText('Waits for your answer')).toBeVisible();
  await list.getByRole('link', { name: event.eventName }).click();
  await page.getByLabel('Your name').fill('Esi Mensah');
  await page.getByRole('button', { name: 'Accept this quote' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Accepted. Thank you!' })).toBeVisible();
  const href = await page.getByRole('link', { name: 'Save what you agreed as PDF' }).getAttribute('href');
  const theirs = await (await page.request.get(href ?? '')).body();
  await page.goto(`/my/bookings/${event.bookingId}`);
  const own = page.getByRole('list', { name: 'Quotes' });
  await expect(own.getByText('You accepted it')).toBeVisible();

  await manager.goto(`/bookings/${event.bookingId}/quote`);
  const file = await manager.getByRole('link', { name: /^PDF of / }).getAttribute('href');
  const ours = await manager.request.get(file ?? '');
  expect(ours.headers()['content-type']).toBe('application/pdf');
  expect((await ours.body()).equals(theirs)).toBe(true);
  // Whoever is signed in as somebody else finds neither the quote nor its file.
  await stranger.goto('/my/quotes');
  await expect(stranger.getByRole('heading', { level: 1, name: 'My quotes' })).toBeVisible();
  await expect(stranger.getByText(event.eventName)).toHaveCount(0);
  for (const someone of [stranger, page]) expect((await someone.request.get(file ?? '')).status()).toBe(403);
  await context.close();
});
