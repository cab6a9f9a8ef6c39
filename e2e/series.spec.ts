import { atEachWidth, expect, makeEvent, test } from './fixtures';

const hour = 3_600_000;
const noonAhead = (days: number) => {
  const at = new Date(Date.now() + days * 24 * hour);
  at.setUTCHours(12, 0, 0, 0);
  return at;
};

atEachWidth((width) => {
  test('an office lunch comes every week for six weeks, one of them is moved, and a change of the rest leaves it', async ({
    manager,
  }) => {
    const startsAt = noonAhead(700 + (width % 7));
    const event = await makeEvent({ startsAt, endsAt: new Date(startsAt.getTime() + 2 * hour) });
    await manager.goto(`/bookings/${event.bookingId}`);
    await manager.getByRole('button', { name: 'More for this booking' }).click();
    await manager.getByRole('menuitem', { name: 'Make a series' }).click();
    await manager.getByLabel('Times', { exact: true }).fill('6');
    await expect(manager.getByRole('checkbox')).toHaveCount(5);
    await manager.getByRole('button', { name: 'Make 5 more bookings' }).click();
    const members = manager.getByRole('list', { name: 'Series' }).getByRole('listitem');
    await expect(members).toHaveCount(6);

    // The third one is an hour later, for that week alone.
    await members.nth(2).getByRole('link').click();
    await manager.waitForURL((url) => !url.pathname.endsWith(event.bookingId));
    const third = manager.url().split('?')[0] ?? '';
    await manager.goto(`${third}/edit`);
    const local = new Date(startsAt.getTime() + 14 * 24 * hour).toISOString().slice(0, 10);
    await manager.getByLabel('Start').fill(`${local}T13:00`);
    await manager.getByLabel('End', { exact: true }).fill(`${local}T15:00`);
    await manager.getByRole('button', { name: 'Save booking' }).click();
    await manager.waitForURL(third);

    // From the second one on it is at another place.
    await manager.goto(`/bookings/${event.bookingId}?tab=series`);
    await members.nth(1).getByRole('link').click();
    await manager.waitForURL((url) => !url.pathname.endsWith(event.bookingId));
    const second = manager.url().split('?')[0] ?? '';
    await manager.goto(`${second}/edit`);
    await manager.getByLabel('Venue').fill('The new canteen');
    await manager.getByRole('button', { name: 'Save booking' }).click();
    await manager.waitForURL(second);
    await manager.goto(`${second}?tab=series`);
    await manager.getByRole('button', { name: 'Make others like this…' }).click();
    const dialog = manager.getByRole('dialog', { name: 'Make others like this one?' });
    await expect(dialog.getByText('3 are changed:')).toBeVisible();
    await expect(dialog.getByText('it was changed by itself')).toBeVisible();
    await dialog.getByRole('button', { name: 'Change bookings' }).click();
    await expect(dialog).toHaveCount(0);
    await members.nth(5).getByRole('link').click();
    await manager.waitForURL((url) => !second.endsWith(url.pathname));
    await expect(manager.getByText('The new canteen').first()).toBeVisible();
    await manager.goto(third);
    await expect(manager.getByText('The new canteen')).toHaveCount(0);
  });
});
