import type { Page } from '@playwright/test';
import { atEachWidth, expect, makeEvent, scriptRuns, test } from './fixtures';

const hour = 3_600_000;
/** A day far enough ahead that no other test has an event on it, at ten in the morning. */
const dayAhead = (days: number) => {
  const at = new Date(Date.now() + days * 24 * hour);
  at.setUTCHours(10, 0, 0, 0);
  return at;
};
const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const lasting = (startsAt: Date, hours = 4) => ({
  startsAt,
  endsAt: new Date(startsAt.getTime() + hours * hour),
});
const phone = { width: 390, height: 844 };

/** Nothing is wider than the screen. */
async function fits(page: Page) {
  const [width, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(width).toBeLessThanOrEqual(room ?? 0);
}

test('a manager drags an event to the next day, sees what follows, and takes it back', async ({
  manager,
}) => {
  await manager.setViewportSize({ width: 1440, height: 1000 });
  // A Tuesday, so that the day after is in the same row.
  const start = dayAhead(500 + ((9 - dayAhead(500).getUTCDay()) % 7));
  const next = new Date(start.getTime() + 24 * hour);
  const event = await makeEvent({ status: 'confirmed', ...lasting(start) });
  await manager.goto(`/calendar?date=${dayOf(start)}`);
  const cell = (day: Date) => manager.locator(`[data-cell="${dayOf(day)}"]`);
  await scriptRuns(manager);
  await cell(start)
    .getByRole('link', { name: new RegExp(event.eventName) })
    .dragTo(cell(next));
  const dialog = manager.getByRole('dialog', { name: `Move “${event.eventName}”?` });
  await expect(dialog.getByText(`${event.customer} is told of the new time`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Move event' }).click();
  await expect(cell(next).getByRole('link', { name: new RegExp(event.eventName) })).toBeVisible();
  await manager.getByRole('button', { name: 'Undo' }).click();
  await expect(cell(start).getByRole('link', { name: new RegExp(event.eventName) })).toBeVisible();
});

test('without a mouse: along the days by arrows, into a day by Enter, moved by “Move…”', async ({
  manager,
}) => {
  const start = dayAhead(530);
  const event = await makeEvent({ status: 'quoted', ...lasting(start) });
  await manager.setViewportSize({ width: 1440, height: 1000 });
  const before = new Date(start.getTime() - 24 * hour);
  await manager.goto(`/calendar?date=${dayOf(before)}`);
  const head = (day: Date) => manager.locator(`[data-cell="${dayOf(day)}"] [data-day]`);
  await scriptRuns(manager);
  await head(before).focus();
  await manager.keyboard.press('ArrowRight');
  await expect(manager.locator(`[data-day="${dayOf(start)}"]:focus`)).toBeVisible();
  await manager.keyboard.press('Enter');
  await expect(manager).toHaveURL(new RegExp(`view=day&date=${dayOf(start)}`));
  await manager.getByRole('button', { name: `Move ${event.eventName}…` }).press('Enter');
  const dialog = manager.getByRole('dialog', { name: `Move “${event.eventName}”?` });
  await expect(dialog.getByText('Nothing is sent')).toBeVisible();
  const later = new Date(start.getTime() + 48 * hour);
  await dialog.getByLabel('New start').fill(`${dayOf(later)}T18:00`);
  await manager.keyboard.press('Enter');
  await expect(manager.getByText(`${event.eventName} begins`)).toBeVisible();
  await manager.goto(`/calendar?view=day&date=${dayOf(later)}`);
  await expect(manager.getByRole('link', { name: event.eventName })).toBeVisible();
});

atEachWidth(() => {
  test('staff look at the calendar and can’t move what is confirmed', async ({ staff }) => {
    const start = dayAhead(540);
    const event = await makeEvent({ status: 'confirmed', ...lasting(start) });
    await staff.goto(`/calendar?view=day&date=${dayOf(start)}`);
    await expect(staff.getByRole('link', { name: event.eventName })).toBeVisible();
    await expect(staff.getByRole('button', { name: `Move ${event.eventName}…` })).toHaveCount(0);
  });

  test('the run sheet calls, leads the way, checks in and completes with how many came', async ({
    staff,
  }) => {
    const event = await makeEvent({
      status: 'confirmed',
      dietary: 'Two guests: no peanuts',
      venueAddress: '12 Ring Road',
      ...lasting(new Date(Date.now() - hour), 5),
    });
    await staff.goto('/calendar/today');
    const card = staff.getByRole('listitem').filter({ hasText: event.eventName });
    await expect(card.getByText('Two guests: no peanuts')).toBeVisible();
    await expect(card.getByRole('link', { name: 'Call' })).toHaveAttribute('href', `tel:${event.phone}`);
    await expect(card.getByRole('link', { name: 'Navigate' })).toHaveAttribute('href', /openstreetmap\.org/);
    await fits(staff);
    await card.getByRole('button', { name: 'Check in' }).click();
    await expect(card.getByText('Arrived')).toBeVisible();
    await card.getByRole('button', { name: 'Start event' }).click();
    await card.getByRole('button', { name: 'Complete…' }).click();
    await staff.getByLabel('Guests served').fill('68');
    await staff.getByRole('button', { name: 'Add an extra' }).click();
    await staff.getByLabel('What it was').fill('Ice, three bags');
    await staff.getByLabel('Price of one').fill('45');
    await expect(staff.getByText(/^On the bill: \+ GHS/)).toBeVisible();
    await fits(staff);
    await staff.getByRole('button', { name: 'Mark as completed' }).click();
    await expect(card.getByText('Completed')).toBeVisible();
    await staff.goto(`/bookings/${event.bookingId}?tab=menu`);
    await expect(staff.getByRole('cell', { name: 'Ice, three bags' })).toBeVisible();
    await staff.goto(`/bookings/${event.bookingId}?tab=guests`);
    await expect(staff.getByText('68', { exact: true })).toBeVisible();
  });

  test('“allergic to what tomorrow?” is one tap from Today', async ({ staff }) => {
    const event = await makeEvent({ status: 'confirmed', dietary: 'Sesame', ...lasting(dayAhead(1)) });
    await staff.goto('/dashboard');
    await staff.getByRole('link', { name: 'Diets tomorrow' }).click();
    await expect(staff.getByRole('listitem').filter({ hasText: event.eventName })).toContainText('Sesame');
    await fits(staff);
  });
});

atEachWidth((width) => {
  test('a limit is shown while the date is chosen, refuses staff, and gives way to a manager’s reason', async ({
    manager,
    staff,
  }) => {
    const start = dayAhead(560 + (width % 7));
    await manager.goto('/settings/capacity');
    await manager.getByLabel('Day', { exact: true }).fill(dayOf(start));
    await manager.getByLabel('Reason').fill('Stocktaking');
    await manager.getByRole('button', { name: 'Block day' }).click();
    await expect(manager.getByRole('listitem').filter({ hasText: 'Stocktaking' })).toBeVisible();
    const event = await makeEvent({ status: 'quoted', ...lasting(start) });
    await staff.goto('/bookings/new');
    await staff.getByLabel('Start').fill(`${dayOf(start)}T10:00`);
    await expect(staff.getByText('is blocked: Stocktaking.')).toBeVisible();
    await staff.goto(`/bookings/${event.bookingId}`);
    await staff.getByRole('button', { name: 'Confirm booking' }).click();
    await expect(staff.getByText('ask a manager, who may go over the limits')).toBeVisible();
    await manager.goto(`/bookings/${event.bookingId}`);
    await manager.getByRole('button', { name: 'Confirm booking' }).click();
    const dialog = manager.getByRole('dialog', { name: 'Confirm it all the same?' });
    await dialog.getByLabel('Reason').fill('A regular customer');
    await dialog.getByRole('button', { name: 'Confirm booking' }).click();
    await expect(manager.getByText('A regular customer')).toBeVisible();
    await manager.goto('/settings/capacity');
    await manager.getByRole('listitem').filter({ hasText: 'Stocktaking' }).getByRole('button').click();
    await expect(manager.getByRole('listitem').filter({ hasText: 'Stocktaking' })).toHaveCount(0);
  });
});

atEachWidth(() => {
  test('somebody’s own calendar is read by its address until they turn it off', async ({
    staff,
    request,
  }) => {
    await makeEvent({ status: 'confirmed', eventName: 'Feed wedding', ...lasting(dayAhead(100)) });
    await staff.goto('/calendar/subscribe');
    await staff.getByRole('button', { name: /Make an address|Replace the address/ }).click();
    const address = new URL(await staff.getByLabel('Address', { exact: true }).inputValue()).pathname;
    const answer = await request.get(address);
    expect(answer.headers()['content-type']).toContain('text/calendar');
    expect(answer.headers()['cache-control']).toContain('private');
    expect(await answer.text()).toContain('SUMMARY:Feed wedding');
    await fits(staff);
    await staff.getByRole('button', { name: 'Turn it off' }).click();
    await expect(staff.getByText('The address is off')).toBeVisible();
    expect((await request.get(address)).status()).toBe(404);
  });
});

test('on a phone the month is an agenda with buttons to go on', async ({ manager }) => {
  const start = dayAhead(580);
  const event = await makeEvent({ ...lasting(start) });
  await manager.setViewportSize(phone);
  await manager.goto(`/calendar?date=${dayOf(start)}`);
  await expect(manager.getByRole('link', { name: event.eventName })).toBeVisible();
  await fits(manager);
  await manager.getByRole('link', { name: 'The month after' }).click();
  await expect(manager.getByRole('link', { name: event.eventName })).toBeHidden();
});

test('a day with more events than have room says how many, and shows each when it is opened', async ({
  manager,
}) => {
  const start = dayAhead(620);
  const events = [];
  for (let nth = 0; nth < 6; nth += 1)
    events.push(await makeEvent({ ...lasting(new Date(start.getTime() + nth * 60_000)) }));
  await manager.setViewportSize({ width: 1440, height: 1000 });
  await manager.goto(`/calendar?date=${dayOf(start)}`);
  const cell = manager.locator(`[data-cell="${dayOf(start)}"]`);
  await expect(cell.getByRole('link', { name: new RegExp(events[2]?.eventName ?? '') })).toBeVisible();
  await expect(cell.getByRole('link', { name: /, 6 events$/ })).toBeVisible();
  await cell.getByRole('link', { name: /^\+ 3 more/ }).click();
  await expect(manager).toHaveURL(new RegExp(`view=day&date=${dayOf(start)}`));
  for (const { eventName } of events)
    await expect(manager.getByRole('link', { name: eventName })).toBeVisible();
});

atEachWidth(() => {
  test('someone of the staff moves what isn’t confirmed, is told what can’t be, and takes it back', async ({
    staff,
    manager,
  }) => {
    const start = dayAhead(645);
    const later = new Date(start.getTime() + 48 * hour);
    const event = await makeEvent({ status: 'quoted', ...lasting(start) });
    const day = (at: Date) => `/calendar?view=day&date=${dayOf(at)}`;
    const open = async (page: Page) => {
      await page.goto(day(start));
      await page.getByRole('button', { name: `Move ${event.eventName}…` }).click();
      return page.getByRole('dialog', { name: `Move “${event.eventName}”?` });
    };
    // Somebody else has the same event in their hands.
    const theirs = await open(manager);
    const mine = await open(staff);
    await mine.getByLabel('New start').fill('2020-01-01T10:00');
    await mine.getByRole('button', { name: 'Move event' }).click();
    await expect(mine.getByText(/lies in the past/).first()).toBeVisible();
    await fits(staff);
    await mine.getByLabel('New start').fill(`${dayOf(later)}T18:00`);
    await mine.getByRole('button', { name: 'Move event' }).click();
    await expect(staff.getByText(`${event.eventName} begins`)).toBeVisible();
    await theirs.getByLabel('New start').fill(`${dayOf(start)}T20:00`);
    await theirs.getByRole('button', { name: 'Move event' }).click();
    await expect(theirs.getByText(/Someone else moved this event meanwhile/).first()).toBeVisible();
    await staff.getByRole('button', { name: 'Undo' }).click();
    await expect(staff.getByText(`${event.eventName} is back where it was`)).toBeVisible();
    await staff.goto(day(start));
    await expect(staff.getByRole('link', { name: event.eventName })).toBeVisible();
  });
});
