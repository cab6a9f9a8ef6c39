import type { Page, Route } from '@playwright/test';
import { expect, makeEvent, signIn, test } from './fixtures';

/** Answers of server actions and of the question what became of one. */
const isSave = (route: Route) => route.request().method() === 'POST';

async function openPayment(page: Page): Promise<string> {
  const { bookingId } = await makeEvent({
    status: 'confirmed',
    startsAt: new Date(Date.now() + 30 * 86_400_000),
  });
  await page.goto(`/bookings/${bookingId}?tab=money`);
  await page.getByRole('button', { name: 'Record payment' }).first().click();
  await page.getByRole('dialog').getByLabel('Amount').fill('GHS 100.00');
  return bookingId;
}

const recordIn = (page: Page) =>
  page.getByRole('dialog', { name: 'Record payment' }).getByRole('button', { name: 'Record payment' });

/** The payments of this amount that the booking shows. */
async function payments(page: Page, bookingId: string) {
  await page.goto(`/bookings/${bookingId}?tab=money`);
  return page.getByRole('table', { name: 'Payments' }).getByRole('row').filter({ hasText: 'GHS 100.00' });
}

async function typeBooking(page: Page, name: string): Promise<void> {
  await page.goto('/bookings/new');
  await page.getByRole('listbox', { name: 'Customers found' }).getByRole('option').first().click();
  await page.getByLabel('Event name').fill(name);
  await page.getByLabel('Start').fill('2031-05-03T14:00');
  await page.getByLabel('End', { exact: true }).fill('2031-05-03T18:00');
  await page.getByLabel('Venue').fill(`Garden ${name}`);
  await page.getByLabel('Guests', { exact: true }).fill('40');
}

test('a payment whose answer was lost is found again and stands once', async ({ staff }) => {
  const bookingId = await openPayment(staff);
  await staff.route('**/bookings/**', async (route) => {
    if (!isSave(route)) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await recordIn(staff).click();
  await expect(staff.getByText('Payment recorded')).toBeVisible();
  await expect(staff.getByRole('dialog')).toBeHidden();
  await staff.unrouteAll();
  await expect(await payments(staff, bookingId)).toHaveCount(1);
});

test('without any connection the form stays, says that it doesn’t know, and trying again pays once', async ({
  staff,
}) => {
  const bookingId = await openPayment(staff);
  await staff.route('**/api/v1/intents/**', (route) => route.abort('internetdisconnected'));
  await staff.route('**/bookings/**', async (route) => {
    if (!isSave(route)) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await recordIn(staff).click();
  await expect(staff.getByText('We don’t know whether it was saved')).toBeVisible();
  await expect(staff.getByRole('button', { name: 'Ask again' })).toBeVisible({ timeout: 25_000 });
  await expect(staff.getByRole('dialog').getByLabel('Amount')).toHaveValue('GHS 100.00');
  await staff.unrouteAll();
  await recordIn(staff).click();
  await expect(staff.getByText('Payment recorded')).toBeVisible();
  await expect(await payments(staff, bookingId)).toHaveCount(1);
});

test('a payment in doubt is found again after a reload', async ({ staff }) => {
  const bookingId = await openPayment(staff);
  await staff.route('**/api/v1/intents/**', (route) => route.abort('internetdisconnected'));
  await staff.route('**/bookings/**', async (route) => {
    if (!isSave(route)) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await recordIn(staff).click();
  await expect(staff.getByText('We don’t know whether it was saved')).toBeVisible();
  await staff.unrouteAll();
  await staff.reload();
  await expect(staff.getByText('Payment recorded')).toBeVisible();
  await expect(await payments(staff, bookingId)).toHaveCount(1);
});

test('a save that never arrived says so, and goes through when tried again', async ({ staff }) => {
  await openPayment(staff);
  await staff.route('**/bookings/**', (route) =>
    isSave(route) ? route.abort('connectionrefused') : route.continue(),
  );
  await recordIn(staff).click();
  await expect(staff.getByText('It wasn’t saved')).toBeVisible();
  await staff.unrouteAll();
  await recordIn(staff).click();
  await expect(staff.getByText('Payment recorded')).toBeVisible();
});

test('three quick clicks make one booking', async ({ staff }) => {
  const name = `Quick ${Date.now()}`;
  await typeBooking(staff, name);
  await staff.getByRole('button', { name: 'Create booking' }).evaluate((button: HTMLButtonElement) => {
    for (let click = 0; click < 3; click += 1) button.click();
  });
  await staff.waitForURL(/\/bookings\/[0-9a-f-]{36}$/);
  await staff.goto(`/bookings?q=${encodeURIComponent(name)}`);
  await expect(staff.getByRole('row').filter({ hasText: name })).toHaveCount(1);
});

test('after a deploy the form stays, says so, and keeps what was typed over the reload', async ({
  staff,
}) => {
  const name = `Deployed ${Date.now()}`;
  await typeBooking(staff, name);
  await staff.route('**/bookings/new', (route) => {
    if (!isSave(route)) return route.continue();
    return route.continue({ headers: { ...route.request().headers(), 'next-action': '7f'.repeat(21) } });
  });
  await staff.getByRole('button', { name: 'Create booking' }).click();
  await expect(staff.getByText('A new version is out')).toBeVisible();
  await expect(staff.getByLabel('Event name')).toHaveValue(name);
  await staff.unrouteAll();
  await staff.getByRole('button', { name: 'Reload' }).click();
  await expect(staff.getByText('It wasn’t saved')).toBeVisible();
  await expect(staff.getByLabel('Event name')).toHaveValue(name);
  await staff.getByRole('button', { name: 'Create booking' }).click();
  await staff.waitForURL(/\/bookings\/[0-9a-f-]{36}$/);
});

const isChunk = /\/_next\/static\/chunks\/.*\.js/;
const inChecks = 'Enter a name for the event.';

/** Does this to the code that checks a booking's form; everything else of the page comes. */
const onChecks = (page: Page, act: (route: Route) => Promise<void>) =>
  page.route(isChunk, async (route) => {
    const answer = await route.fetch();
    if ((await answer.text()).includes(inChecks)) return act(route);
    return route.fulfill({ response: answer });
  });

test('after a deploy that took the code of its checks, the form says so and keeps what was typed over the reload', async ({
  staff,
}) => {
  const name = `Unchecked ${Date.now()}`;
  await onChecks(staff, (route) => route.fulfill({ status: 404 }));
  await typeBooking(staff, name);
  await staff.getByRole('button', { name: 'Create booking' }).click();
  await expect(staff.getByText('A new version is out')).toBeVisible();
  await expect(staff.getByLabel('Event name')).toHaveValue(name);
  await staff.unrouteAll({ behavior: 'wait' });
  await staff.getByRole('button', { name: 'Reload' }).click();
  await expect(staff.getByText('It wasn’t saved')).toBeVisible();
  await expect(staff.getByLabel('Event name')).toHaveValue(name);
  await staff.getByRole('button', { name: 'Create booking' }).click();
  await staff.waitForURL(/\/bookings\/[0-9a-f-]{36}$/);
});

test('without a network for the code of its checks, the form says so and is saved once there is one', async ({
  staff,
}) => {
  await onChecks(staff, (route) => route.abort('internetdisconnected'));
  await staff.route('**/api/live', (route) => route.abort('internetdisconnected'));
  await typeBooking(staff, `Offline ${Date.now()}`);
  await staff.getByRole('button', { name: 'Create booking' }).click();
  await expect(
    staff.getByRole('alert').filter({ hasText: 'Look whether the network is there' }),
  ).toBeVisible();
  await staff.unrouteAll({ behavior: 'wait' });
  await staff.getByRole('button', { name: 'Create booking' }).click();
  await staff.waitForURL(/\/bookings\/[0-9a-f-]{36}$/);
});

test('who leaves while the code of the checks is on its way has saved nothing', async ({ staff }) => {
  const { bookingId } = await makeEvent({
    status: 'confirmed',
    startsAt: new Date(Date.now() + 30 * 86_400_000),
  });
  let letCome = () => {};
  const mayCome = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await onChecks(staff, async (route) => {
    await mayCome;
    await route.continue();
  });
  const saves: string[] = [];
  staff.on('request', (request) => request.method() === 'POST' && saves.push(request.url()));
  await staff.goto(`/bookings/${bookingId}/edit`);
  await staff.getByLabel('Event name').fill('Never mind');
  await staff.getByRole('button', { name: 'Save booking' }).click();
  await expect(staff.locator('form[aria-busy=true]')).toBeVisible();
  await staff.getByRole('link', { name: 'Leave without saving' }).click();
  await expect(staff.getByLabel('Event name')).not.toHaveValue('Never mind');
  letCome();
  await staff.waitForURL(new RegExp(`/bookings/${bookingId}$`));
  expect(saves).toEqual([]);
});

test('what one person typed never shows for the next one on the tab', async ({ page }) => {
  await signIn(page, 'manager');
  await page.goto('/bookings/new');
  await page.getByLabel('Event name').fill('Secret party');
  await expect
    .poll(() => page.evaluate(() => Object.values(sessionStorage).join()))
    .toContain('Secret party');
  await page.reload();
  await expect(page.getByLabel('Event name')).toHaveValue('Secret party');
  await page.goto('/dashboard');
  // The session of the first person ends without their doing.
  await page.context().clearCookies();
  await signIn(page, 'staff');
  await page.goto('/bookings/new');
  await expect(page.getByText('What you typed before')).toBeHidden();
  await expect(page.getByLabel('Event name')).toHaveValue('');
  await page.getByRole('button', { name: /Kofi Asante/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/login');
  await expect
    .poll(() => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('draft:'))))
    .toEqual([]);
});

test('leaving without saving forgets what was typed', async ({ staff }) => {
  await staff.goto('/bookings/new');
  await staff.getByLabel('Event name').fill('Never mind');
  await staff.getByRole('link', { name: 'Leave without saving' }).click();
  await staff.waitForURL('**/bookings');
  await staff.goto('/bookings/new');
  await expect(staff.getByLabel('Event name')).toHaveValue('');
});

test('everything that is wrong is told at once, in our words, and an amount is echoed', async ({ staff }) => {
  await staff.goto('/bookings/new');
  await staff.getByLabel('Guests').fill('1e2');
  await staff.getByRole('button', { name: 'Create booking' }).click();
  const summary = staff.getByRole('alert').filter({ hasText: 'This could not be saved yet' });
  for (const told of [
    'Choose the customer, or take down who calls.',
    'Enter a name for the event.',
    'Enter when the event starts.',
    'Enter the venue.',
    'Use figures only',
  ])
    await expect(summary).toContainText(told);
  await summary.getByRole('link', { name: /figures/ }).click();
  await expect(staff.getByLabel('Guests')).toBeFocused();
  await openPayment(staff);
  const dialog = staff.getByRole('dialog');
  await expect(dialog.getByText('Is read as GHS 100.00')).toBeVisible();
  await dialog.getByLabel('Amount').fill('12,50');
  await staff.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Enter an amount such as GHS 1,250.50.').first()).toBeVisible();
});

test('no address, search or field falls over a NUL', async ({ manager }) => {
  for (const path of [
    '/bookings?q=a%00b&before=8640000000000000.0199d1d4-6d3a-7c3b-9f5e-1a2b3c4d5e6f',
    '/customers?q=%00&after=AA.0199d1d4-6d3a-7c3b-9f5e-1a2b3c4d5e6f',
    '/messages?q=%00x&before=8640000000000000.0199d1d4-6d3a-7c3b-9f5e-1a2b3c4d5e6f',
    '/messages/log?q=%00x&before=8640000000000000.0199d1d4-6d3a-7c3b-9f5e-1a2b3c4d5e6f',
    '/feedback?before=8640000000000000.0199d1d4-6d3a-7c3b-9f5e-1a2b3c4d5e6f&source=%00',
    '/customers/find?q=%00ama',
    '/customers/find?id=%00',
    '/bookings/new?customer=%00',
    '/feedback/new?booking=%00',
    '/bookings/%00',
    '/customers/%00',
    '/cases/%00',
    '/feedback/%00',
    '/messages/%00',
    '/messages/log/%00',
    '/settings/whatsapp/templates/%00',
    '/f/%00',
    '/api/v1/intents/%00',
    '/api/v1/media/%00/0',
  ]) {
    const answer = await manager.request.get(path, { maxRedirects: 0 });
    expect([path, answer.status() < 500]).toEqual([path, true]);
  }
});
