import AxeBuilder from '@axe-core/playwright';
import { demoCompanyId } from '../db/seed/demo';
import { atEachWidth, expect, makeEvent, signInAs, simulatorUrl, test } from './fixtures';
import { makePerson } from './hostile-company';

const day = 86_400_000;
/** Noon so many days ahead. */
const ahead = (days: number) => {
  const startsAt = new Date(Date.now() + days * day);
  startsAt.setUTCHours(12, 0, 0, 0);
  return { startsAt, endsAt: new Date(startsAt.getTime() + day / 6) };
};

atEachWidth((width) => {
  test('a reception gets a brunch; the occasion is paid, confirmed and seen by its customer as one', async ({
    manager,
    browser,
  }) => {
    const event = await makeEvent(ahead(420 + (width % 7)));
    const name = `Ama marries Kofi ${event.reference}`;
    const brunch = `Brunch ${event.reference}`;

    await test.step('another part on the next day', async () => {
      await manager.goto(`/bookings/${event.bookingId}`);
      await manager.getByRole('button', { name: 'More for this booking' }).click();
      await manager.getByRole('menuitem', { name: 'Add another part' }).click();
      await expect(manager.getByLabel('Start')).toHaveValue(/T12:00$/);
      await expect(manager.getByLabel('Guests', { exact: true })).toHaveValue('75');
      await manager.getByLabel('Event name').fill(brunch);
      await manager.getByLabel('Venue', { exact: true }).fill(`Garden ${event.reference}`);
      // On a phone dishes are found in a sheet.
      const inSheet = width < 640;
      if (inSheet) await manager.getByRole('button', { name: 'Add a dish' }).click();
      const finder = manager.getByRole('combobox', { name: 'Add a dish' });
      await finder.fill('jollof');
      await expect(
        manager.getByRole('listbox', { name: 'Add a dish' }).getByRole('option').first(),
      ).toContainText(/jollof/i);
      await finder.press('Enter');
      if (inSheet) await manager.getByRole('button', { name: 'Done, 1 added' }).click();
      await manager.getByRole('button', { name: 'Create booking' }).click();
      await expect(manager.getByText('Name the occasion.').first()).toBeVisible();
      await manager.getByLabel('Name of the occasion').fill(name);
      await manager.getByRole('button', { name: 'Create booking' }).click();
      await manager.waitForURL((url) => /^\/bookings\/[0-9a-f-]{36}$/.test(url.pathname));
    });

    const parts = manager.getByRole('list', { name: `Parts of ${name}` });
    await test.step('the strip leads to the occasion', async () => {
      await expect(parts.getByRole('listitem')).toHaveCount(2);
      await expect(parts.getByRole('listitem').nth(1)).toContainText('This part');
      await manager.getByRole('link', { name, exact: true }).click();
      await manager.waitForURL(/\/occasions\//);
      await expect(manager.getByRole('heading', { level: 1, name })).toBeVisible();
    });

    await test.step('one payment for both', async () => {
      await manager.getByRole('button', { name: 'Record payment' }).click();
      const dialog = manager.getByRole('dialog', { name: 'Record payment for the occasion' });
      const split = dialog.getByRole('list', { name: 'How it is split' });
      await expect(split.getByRole('listitem')).not.toHaveCount(0);
      await dialog.getByRole('button', { name: 'Record payment' }).click();
      await expect(dialog).toBeHidden();
    });

    await test.step('confirmed together', async () => {
      await manager.getByRole('button', { name: 'Confirm 2 parts' }).click();
      await expect(parts.getByText('Confirmed')).toHaveCount(2);
    });

    await test.step('the list finds both by its name', async () => {
      await manager.goto(`/bookings?when=all&group=occasion&q=${encodeURIComponent(name)}`);
      await expect(manager.getByRole('link', { name: new RegExp(brunch) })).toBeVisible();
      await expect(manager.getByRole('link', { name: new RegExp(event.eventName) })).toBeVisible();
    });

    await test.step('the customer sees one thing', async () => {
      const { email } = await makePerson(demoCompanyId, 'client', event.customer, event.customerId);
      const phone = await browser.newPage({
        baseURL: process.env.E2E_BASE_URL,
        viewport: { width: 390, height: 844 },
      });
      await signInAs(phone, email);
      await phone.goto('/my/bookings');
      await expect(phone.getByRole('heading', { name })).toBeVisible();
      await expect(phone.getByRole('list', { name: `Parts of ${name}` }).getByRole('listitem')).toHaveCount(
        2,
      );
      await phone.close();
    });
  });
});

test('the demo’s occasion is quoted as one with options, accepted with one name, paid as one, and has one account', async ({
  manager,
  browser,
}) => {
  await manager.goto('/bookings?when=all&q=Abena%20marries%20Kwesi');
  await manager
    .getByRole('link', { name: /Wedding reception/ })
    .first()
    .click();
  await manager.getByRole('link', { name: 'Abena marries Kwesi', exact: true }).click();
  await manager.waitForURL(/\/occasions\//);
  await manager.getByRole('link', { name: 'Quote the whole' }).click();
  const options = manager.getByRole('group', { name: 'Options for Thanksgiving brunch' });
  await options.getByRole('button', { name: 'Add an option' }).click();
  await options.getByLabel('As the customer reads it').fill('With live cooking');
  await options.getByLabel('Amount').fill('400');
  await manager.getByText('Copy the link', { exact: true }).first().click();
  await manager.getByRole('button', { name: 'Make quote with a link' }).click();
  const offers = manager.getByRole('list', { name: 'Quotes for the whole' });
  await expect(offers.getByText('Open', { exact: true }).first()).toBeVisible();
  const link = await offers.getByRole('link', { name: 'Open' }).getAttribute('href');
  const client = await browser.newPage({
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 390, height: 844 },
  });
  await client.goto(new URL(link ?? '').pathname);
  await expect(client.getByRole('heading', { level: 1 })).toHaveText('Abena marries Kwesi');
  for (const part of ['Traditional engagement', 'Wedding reception', 'Thanksgiving brunch'])
    await expect(client.getByRole('heading', { level: 2, name: part })).toBeVisible();
  const { violations } = await new AxeBuilder({ page: client }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  expect(await client.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const all = client.locator('#sums .total dd');
  const before = await all.textContent();
  await client.getByRole('checkbox', { name: /With live cooking/ }).check();
  await expect(all).not.toHaveText(before ?? '');
  await client.getByLabel('Your name').fill('Abena Sarpong');
  await client.getByRole('button', { name: 'Accept this quote' }).click();
  await expect(client.getByRole('heading', { level: 1 })).toHaveText('Accepted. Thank you!');
  await expect(client.getByText('All parts are confirmed.')).toBeVisible();
  await expect(client.locator('code')).toHaveCount(3);
  const file = await client.getByRole('link', { name: 'Save what you agreed as PDF' }).getAttribute('href');
  expect((await client.request.get(file ?? '')).headers()['content-type']).toBe('application/pdf');
  await expect(client.getByText('With live cooking')).toBeVisible();
  await expect(client.getByText(/^One payment for \d events, with one receipt/)).toBeVisible();
  await client.getByRole('button', { name: /^Pay (everything|what is left):/ }).click();
  await client.waitForURL(new RegExp(`^${simulatorUrl()}/checkout/`));
  await client.getByRole('button', { name: 'Pay with mobile money', exact: true }).click();
  await client.waitForURL(/\/pay\//);
  await expect(client.getByRole('heading', { level: 1 })).toHaveText('Paid. Thank you!');
  for (const part of ['Traditional engagement', 'Wedding reception', 'Thanksgiving brunch'])
    await expect(client.getByRole('heading', { level: 2, name: part })).toBeVisible();
  await expect(client.getByText('Everything is paid.')).toBeVisible();
  await manager.reload();
  await expect(offers.getByText('Accepted', { exact: true }).first()).toBeVisible();
  await manager.getByRole('link', { name: 'Abena marries Kwesi', exact: true }).click();
  await manager.getByRole('button', { name: 'More for this occasion' }).click();
  await manager.getByRole('menuitem', { name: 'Account of the occasion' }).click();
  await expect(manager.getByRole('article', { name: 'Account of the occasion' })).toContainText(
    'not billed yet',
  );
  await client.close();
});

atEachWidth((width) => {
  test('cancelling one part asks whether the others go with it', async ({ manager }) => {
    const event = await makeEvent(ahead(430 + (width % 7)));
    const other = await makeEvent({ ...ahead(431 + (width % 7)), customerId: event.customerId });
    const name = `Durbar ${event.reference}`;
    await manager.goto(`/bookings/${event.bookingId}`);
    await manager.getByRole('button', { name: 'More for this booking' }).click();
    await manager.getByRole('menuitem', { name: 'Make it part of an occasion…' }).click();
    const joining = manager.getByRole('dialog', { name: 'Make it part of an occasion' });
    await joining.getByLabel('Name of the occasion').fill(name);
    await joining.getByRole('button', { name: 'Make it a part' }).click();
    await expect(joining).toBeHidden();
    await manager.getByRole('link', { name, exact: true }).click();
    await manager.waitForURL(/\/occasions\//);
    await manager.getByRole('button', { name: 'More for this occasion' }).click();
    await manager.getByRole('menuitem', { name: 'Take another booking in…' }).click();
    const taking = manager.getByRole('dialog', { name: 'Take another booking in' });
    await taking.getByLabel('Booking').selectOption(other.bookingId);
    await taking.getByRole('button', { name: 'Take it in' }).click();
    await expect(taking).toBeHidden();
    const parts = manager.getByRole('list', { name: `Parts of ${name}` });
    await expect(parts.getByRole('listitem')).toHaveCount(2);

    await manager.goto(`/bookings/${other.bookingId}`);
    await manager.getByRole('button', { name: 'More for this booking' }).click();
    await manager.getByRole('menuitem', { name: 'Cancel booking' }).click();
    const dialog = manager.getByRole('dialog', { name: /^Cancel “/ });
    await dialog.getByText('All 2 parts').click();
    await dialog.getByLabel('Reason').fill('The family postponed it');
    await dialog.getByRole('button', { name: 'Cancel 2 bookings' }).click();
    await expect(dialog).toBeHidden();
    await expect(parts.getByText('Cancelled')).toHaveCount(2);
  });
});
