import { atEachWidth, expect, makeEvent, test } from './fixtures';

const hour = 3_600_000;
const dayAhead = (days: number) => {
  const at = new Date(Date.now() + days * 24 * hour);
  at.setUTCHours(10, 0, 0, 0);
  return at;
};
const money = /GHS\s?[\d,.]+/;

atEachWidth(() => {
  test('a change after the confirmation is told to who must know, and they say that they do', async ({
    manager,
    staff,
  }) => {
    const startsAt = dayAhead(610);
    const event = await makeEvent({
      status: 'confirmed',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 4 * hour),
    });
    await manager.goto(`/bookings/${event.bookingId}/edit`);
    await manager.getByLabel(/^Diets/).fill('Two guests: no nuts');
    await manager.getByRole('button', { name: 'Save booking' }).click();
    await expect(manager.getByText('Changed to version 2; not known yet: kitchen, service')).toBeVisible();
    await expect(manager.getByText('Diets: Two guests: no nuts').first()).toBeVisible();

    await staff.goto(`/calendar?view=agenda&date=${startsAt.toISOString().slice(0, 10)}`);
    const listed = staff.getByRole('listitem').filter({ hasText: event.eventName }).last();
    await expect(listed.getByText('Changed; not everybody knows')).toBeAttached();
    await staff.goto('/dashboard');
    await staff.getByRole('list', { name: 'Changes to pass on' }).getByText(event.eventName).click();
    await staff.getByRole('button', { name: 'Kitchen knows' }).click();
    await expect(staff.getByText('Changed to version 2; not known yet: service')).toBeVisible();
    await staff.getByRole('button', { name: 'Service knows' }).click();
    await expect(staff.getByText('Changed to version 2')).toHaveCount(0);
    await staff.getByRole('link', { name: /^Versions/ }).click();
    const newest = staff.getByRole('list', { name: 'Versions' }).getByRole('listitem').first();
    await expect(newest).toContainText('Kitchen: Kofi Asante');
  });
});

atEachWidth(() => {
  test('a regular books again: nothing is typed but the new date, and what changed on the menu is said', async ({
    staff,
    manager,
  }) => {
    const startsAt = dayAhead(620);
    const event = await makeEvent({
      status: 'confirmed',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 4 * hour),
    });
    await staff.goto(`/bookings/${event.bookingId}`);
    const dish = await staff
      .getByText(/^Jollof rice with chicken/)
      .first()
      .textContent();
    expect(dish).toBeTruthy();
    await staff.getByRole('button', { name: 'More for this booking' }).click();
    await staff.getByRole('menuitem', { name: 'Book again' }).click();
    await expect(staff.getByText('Filled in from last time')).toBeVisible();
    await staff.getByRole('button', { name: 'Create booking' }).click();
    await expect(staff.getByText('Enter when the event starts.').first()).toBeVisible();
    const next = dayAhead(627).toISOString().slice(0, 10);
    await staff.getByLabel('Start').fill(`${next}T11:00`);
    await expect(staff.getByLabel('End', { exact: true })).toHaveValue(`${next}T15:00`);
    await staff.getByRole('button', { name: 'Create booking' }).click();
    await expect(staff).toHaveURL(/\/bookings\/[0-9a-f-]{36}$/);
    expect(staff.url()).not.toContain(event.bookingId);
    await expect(staff.getByRole('heading', { name: event.eventName })).toBeVisible();
    await expect(staff.getByText(money).first()).toBeVisible();
    await manager.goto(`/bookings/${event.bookingId}/again`);
    await expect(manager.getByText('Filled in from last time')).toBeVisible();
  });
});
