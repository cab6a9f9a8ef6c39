import type { Page, Route } from '@playwright/test';
import sharp from 'sharp';
import { expect, makeEvent, test } from './fixtures';

const day = 86_400_000;
/** Holds back what the page asks for at these addresses until it is let go; `held` counts it. */
async function hold(page: Page, address: RegExp, which: (route: Route) => boolean = () => true) {
  const gate = { held: 0, letGo: () => {} };
  const open = new Promise<void>((resolve) => {
    gate.letGo = resolve;
  });
  await page.route(address, async (route) => {
    if (!which(route)) return route.fallback();
    gate.held += 1;
    await open;
    // The page may have called it off.
    await route.continue().catch(() => undefined);
  });
  return gate;
}

const isPost = (route: Route) => route.request().method() === 'POST';

/** Counts what was saved from now on. */
function saves(page: Page): () => number {
  let count = 0;
  page.on('response', (answer) => {
    if (answer.request().method() === 'POST') count += 1;
  });
  return () => count;
}

test('Enter that is faster than the search opens what was typed, never what was found for older letters', async ({
  staff: page,
}) => {
  const word = `Haste${Date.now().toString(36)}`;
  for (const which of ['early', 'late'])
    await makeEvent({ eventName: `${word} ${which}`, startsAt: new Date(Date.now() + 50 * day) });
  await page.goto('/calendar', { waitUntil: 'networkidle' });
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  const box = palette.getByRole('combobox');
  await box.fill(word);
  await expect(palette.getByRole('option').filter({ hasText: word })).toHaveCount(2);
  const search = await hold(page, /\/api\/v1\/search\?q=.*(early|late)/);
  for (const which of ['early', 'late']) {
    await box.fill(`${word} ${which}`);
    if (which === 'late') await box.press('Enter');
    await expect.poll(() => search.held).toBeGreaterThan(0);
  }
  // What the older letters found is still there to see, and isn't taken.
  await expect(palette.getByRole('option').filter({ hasText: word })).toHaveCount(2);
  search.letGo();
  await expect(page.getByRole('heading', { level: 1, name: `${word} late` })).toBeVisible();
});

test('Enter after a name is not lost while the palette’s code is still on its way', async ({
  staff: page,
}) => {
  const { eventName } = await makeEvent({ startsAt: new Date(Date.now() + 50 * day) });
  await page.goto('/calendar', { waitUntil: 'networkidle' });
  const code = await hold(page, /\/_next\/static\//);
  await page.keyboard.press('Control+k');
  await page.keyboard.type(`${eventName}x`);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect.poll(() => code.held).toBeGreaterThan(0);
  code.letGo();
  await expect(page.getByRole('heading', { level: 1, name: eventName })).toBeVisible();
});

test('a dish saved while its picture is still being sent has the picture', async ({ manager: page }) => {
  const name = `Hasty pudding ${Date.now().toString(36)}`;
  await page.goto('/menu/new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Category').selectOption({ index: 1 });
  await page.getByLabel('Price', { exact: true }).fill('30');
  const png = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#2c5e43' } })
    .png()
    .toBuffer();
  const pictures = await hold(page, /\/api\/v1\/pictures$/);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'pudding.png', mimeType: 'image/png', buffer: png });
  await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible();
  await page.getByRole('button', { name: 'Add dish' }).click();
  await expect.poll(() => pictures.held).toBe(1);
  await expect(page).toHaveURL(/\/menu\/new/);
  pictures.letGo();
  await expect(page).toHaveURL(/\/menu\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('button', { name: 'Remove picture' })).toBeVisible();
});

test('what is typed while a comment is being sent is the next comment, and a file on its way goes with the first', async ({
  staff: page,
  event,
}) => {
  await page.goto(`/bookings/${event.bookingId}`);
  const box = page.getByLabel('Comment for colleagues');
  const files = await hold(page, /\/api\/v1\/comments\/files/);
  const sending = await hold(page, /\/bookings\//, isPost);
  await box.fill('The plan is here');
  await page.getByLabel('Add files').setInputFiles({
    name: 'plan.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
  });
  await page.getByRole('button', { name: 'Add comment' }).click();
  await expect.poll(() => files.held).toBe(1);
  expect(sending.held).toBe(0);
  files.letGo();
  await expect.poll(() => sending.held).toBe(1);
  await box.fill('And the tables');
  sending.letGo();
  const line = page.getByRole('list', { name: 'What happened' }).getByRole('listitem');
  await expect(line.filter({ hasText: 'The plan is here' })).toContainText('plan.pdf');
  await expect(box).toHaveValue('And the tables');
  await expect(page.getByRole('list', { name: 'Files to send' })).toHaveCount(0);
});

test('a tick that is taken back before it is saved stays taken back, and never flickers', async ({
  staff: page,
}) => {
  const event = await makeEvent({ status: 'confirmed', startsAt: new Date(Date.now() + 40 * day) });
  await page.goto(`/bookings/${event.bookingId}?tab=tasks`);
  await page.getByRole('button', { name: 'Add task' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a task' });
  await dialog.getByLabel('What has to be done').fill('Fetch the ice');
  await dialog.getByRole('button', { name: 'Add task' }).click();
  await expect(dialog).toBeHidden();
  const box = page.getByRole('checkbox', { name: 'Fetch the ice' });
  await expect(box).toBeVisible();

  const rows = await hold(page, /\/api\/v1\/bookings\//);
  const saved = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await box.check();
  await saved;
  await expect.poll(() => rows.held).toBeGreaterThan(0);
  // It is saved, and what the page shows of it hasn't come yet.
  await expect(box).toBeChecked();
  rows.letGo();
  await expect(page.getByRole('list', { name: 'Tasks' })).toContainText('Kofi Asante,');
  await expect(box).toBeChecked();

  const ticks = await hold(page, /\/bookings\//, isPost);
  const savedTicks = saves(page);
  await box.click();
  await box.click();
  await expect(box).toBeChecked();
  await expect.poll(() => ticks.held).toBeGreaterThan(0);
  ticks.letGo();
  await expect.poll(savedTicks).toBe(2);
  await page.reload();
  await expect(box).toBeChecked();
});

test('a field that is emptied before the page’s script has come is saved empty', async ({
  manager: page,
  event: { customerId: id },
}) => {
  await page.goto(`/customers/${id}/edit`);
  await page.getByLabel('Address').fill('Old Road');
  await page.getByRole('button', { name: 'Save customer' }).click();
  await expect(page).toHaveURL(new RegExp(`/customers/${id}$`));

  await page.goto(`/customers/${id}/edit`);
  await expect(page.getByLabel('Address')).toHaveValue('Old Road');
  const first = await hold(page, /\/_next\/static\/.*\.js/);
  await page.goto(`/customers/${id}/edit`, { waitUntil: 'commit' });
  await page.getByLabel('Address').fill('');
  first.letGo();
  await page.unrouteAll({ behavior: 'wait' });
  await expect(async () => {
    await page.getByLabel('Address').press('Control+Enter', { timeout: 2_000 });
    await expect(page).toHaveURL(new RegExp(`/customers/${id}$`), { timeout: 5_000 });
  }).toPass();
  await page.goto(`/customers/${id}/edit`);
  await expect(page.getByLabel('Address')).toHaveValue('');
});

for (const delay of [0, 40, 120])
  test(`a name typed while the palette comes is whole, at ${delay} ms a key`, async ({ manager: page }) => {
    await page.goto('/customers', { waitUntil: 'networkidle' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nobody of that name', { delay });
    await expect(page.getByRole('dialog', { name: 'Search and commands' }).getByRole('combobox')).toHaveValue(
      'nobody of that name',
    );
  });

test('⌘K straight after Escape opens the palette again, and Escape gives the focus back', async ({
  manager: page,
}) => {
  await page.goto('/customers', { waitUntil: 'networkidle' });
  const search = page.getByRole('searchbox');
  await search.focus();
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(palette).toBeVisible();
  await page.keyboard.type('new dish');
  await expect(palette.getByRole('combobox')).toHaveValue('new dish');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(search).toBeFocused();
});
