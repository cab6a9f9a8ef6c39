import sharp from 'sharp';
import { atEachWidth, expect, makeEvent, test } from './fixtures';

const hour = 3_600_000;
const startsAt = new Date(Date.now() + 640 * 24 * hour);
startsAt.setUTCHours(10, 0, 0, 0);
const day = startsAt.toISOString().slice(0, 10);

atEachWidth(() => {
  test('the kitchen prints an order; after a change its old copy says that it is stale and what changed', async ({
    manager,
    staff,
  }) => {
    const event = await makeEvent({
      status: 'confirmed',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 4 * hour),
    });
    await staff.goto(`/bookings/${event.bookingId}`);
    await staff.getByRole('button', { name: 'More for this booking' }).click();
    await staff.getByRole('menuitem', { name: 'Event order (BEO)' }).click();
    const paper = staff.getByRole('article', { name: 'Banquet event order' });
    await expect(paper).toContainText('version 1 · Kitchen copy');
    await expect(paper).not.toContainText('GHS');
    const printed = await paper.getByRole('link', { name: /is this copy current/ }).getAttribute('href');
    await staff.getByRole('link', { name: 'Office copy' }).click();
    await expect(paper).toContainText('Balance');

    const file = await staff.request.get(`/api/v1/bookings/${event.bookingId}/order.pdf?copy=kitchen`);
    expect(file.headers()).toMatchObject({
      ...{
        'content-type': 'application/pdf',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
    expect(file.headers()['content-disposition']).toMatch(/filename="BEO-[\w-]+-v1-kitchen\.pdf"/);
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');

    const scanned = new URL(printed ?? '').pathname;
    await staff.goto(scanned);
    await expect(staff.getByText('This copy is current')).toBeVisible();
    await manager.goto(`/bookings/${event.bookingId}/edit`);
    await manager.getByLabel(/^Diets/).fill('Two guests: no nuts');
    await manager.getByRole('button', { name: 'Save booking' }).click();
    await expect(manager.getByText('Changed to version 2')).toBeVisible();
    await staff.goto(scanned);
    await expect(
      staff.getByText('This copy is stale: it is version 1, the booking is at version 2'),
    ).toBeVisible();
    await expect(staff.getByText('Diets: Two guests: no nuts')).toBeVisible();
    await staff.getByRole('link', { name: 'Open the current order' }).click();
    await expect(paper).toContainText('Changed since version 1');
    await staff.getByRole('button', { name: 'Kitchen knows' }).click();
    await expect(paper).not.toContainText('Changed since version 1');
    await expect(paper).toContainText('Kofi Asante');

    await staff.goto(`/kitchen?day=${day}`);
    await expect(staff.getByRole('article', { name: 'Kitchen production sheet' })).toContainText(
      event.eventName,
    );
    const sheet = await staff.request.get(`/api/v1/kitchen.pdf?day=${day}`);
    expect(sheet.headers()['content-disposition']).toContain(`kitchen-${day}.pdf`);
  });
});

test('a manager sets what stands on paper, and the next order has it', async ({ manager }) => {
  const event = await makeEvent({ status: 'confirmed', startsAt: new Date(startsAt.getTime() + 48 * hour) });
  await manager.goto('/settings/paper');
  await manager.getByRole('link', { name: 'Change who the company is' }).click();
  await manager.getByLabel('Tax number').fill('C0001234567');
  await manager.getByLabel(/^Address/).fill('12 Ring Road East\nOsu, Accra');
  await manager.getByRole('button', { name: 'Save profile' }).click();
  await expect(manager.getByText('The company is saved. New papers and messages have it.')).toBeVisible();
  await manager.goto('/settings/paper');
  await expect(manager.getByText('C0001234567')).toBeVisible();
  await manager.getByLabel(/^Logo/).setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: await sharp({ create: { width: 600, height: 150, channels: 3, background: '#2c5e43' } })
      .png()
      .toBuffer(),
  });
  await expect(manager.getByRole('button', { name: 'Remove logo' })).toBeVisible();
  const saved = manager.getByText('Saved. Whatever is printed from now on has it.');
  await manager.getByRole('button', { name: 'Save paper' }).click();
  await expect(saved).toBeVisible();
  const order = `/bookings/${event.bookingId}/order`;
  await manager.goto(order);
  await expect(manager.getByText('12 Ring Road East, Osu, Accra')).toBeVisible();
  const logo = manager.getByRole('article').locator('header img');
  await expect(logo).toHaveJSProperty('naturalWidth', 600);
  const file = async () =>
    (await (await manager.request.get(`/api/v1${order}.pdf`)).body()).toString('latin1');
  expect(await file()).toContain('/Subtype /Image');
  await manager.goto('/settings/paper');
  await manager.getByRole('button', { name: 'Remove logo' }).click();
  await manager.getByRole('button', { name: 'Save paper' }).click();
  await expect(saved).toBeVisible();
  expect(await file()).not.toContain('/Subtype /Image');
});
