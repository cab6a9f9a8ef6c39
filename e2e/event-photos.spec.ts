import sharp from 'sharp';
import { atEachWidth, expect, laterToday, makeEvent, test } from './fixtures';

/** As a phone's camera takes it: on its side. */
const photo = async (name: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 600, height: 400, channels: 3, background: '#b5541c' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer(),
});

atEachWidth((width) => {
  test('someone of the team takes photos on the run sheet, sees why one isn’t kept, and the booking shows them', async ({
    staff,
    manager,
  }) => {
    const event = await makeEvent({
      eventName: `Photographed ${Date.now().toString(36)}`,
      status: 'confirmed',
      startsAt: laterToday(1),
    });
    await staff.goto('/calendar/today');
    const card = staff
      .getByRole('listitem')
      .filter({ has: staff.getByRole('heading', { name: event.eventName }) });
    await expect(card.getByLabel('Take a photo')).toHaveAttribute('capture', 'environment');
    await card.getByLabel('Take a photo').setInputFiles(await photo('tent.jpg'));
    const photos = staff.getByRole('list', { name: `Photos of ${event.eventName}` });
    await expect(photos.getByRole('img')).toHaveCount(1);
    await card
      .getByLabel('Add photos')
      .setInputFiles([
        await photo('buffet.jpg'),
        { name: 'song.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg onload="alert(1)"/>') },
      ]);
    await expect(staff.getByText('song.jpg wasn’t kept')).toBeVisible();
    await expect(staff.getByText('This isn’t a picture that can be shown safely.')).toBeVisible();
    await expect(photos.getByRole('img')).toHaveCount(2);
    expect(await staff.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

    await manager.goto(`/bookings/${event.bookingId}?tab=tasks`);
    const seen = manager.getByRole('list', { name: `Photos of ${event.eventName}` });
    await expect(seen.getByRole('img')).toHaveCount(2);
    const address = await seen.getByRole('link').first().getAttribute('href');
    const file = await manager.request.get(address ?? '');
    expect(file.headers()).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
    });
    expect(await sharp(await file.body()).metadata()).toMatchObject({ width: 400, height: 600 });

    await seen
      .getByRole('button', { name: /^Remove/ })
      .first()
      .click();
    await expect(seen.getByRole('img')).toHaveCount(1);
    expect((await manager.request.get(address ?? '')).status()).toBe(404);
    await manager.getByRole('button', { name: 'Undo' }).click();
    await expect(seen.getByRole('img')).toHaveCount(2);
  });
});
