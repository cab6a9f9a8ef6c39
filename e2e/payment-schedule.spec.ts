import { expect, makeEvent, test } from './fixtures';

const day = 86_400_000;
const ahead = (days: number) => {
  const startsAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + days * day);
  return { startsAt, endsAt: new Date(startsAt.getTime() + day / 6) };
};

test('nobody of the staff confirms without the deposit; once it is paid they do', async ({ staff }) => {
  const event = await makeEvent({ deposit: 50_000, ...ahead(40) });
  await staff.setViewportSize({ width: 390, height: 844 });
  await staff.goto(`/bookings/${event.bookingId}?tab=money`);
  await staff.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(staff.getByText(/The deposit of GHS.500\.00 hasn’t been paid\./)).toBeVisible();
  const schedule = staff.getByRole('table', { name: 'Payment schedule' });
  await expect(schedule).toContainText('3 days after acceptance');
  await staff.getByRole('button', { name: 'Record payment' }).first().click();
  const dialog = staff.getByRole('dialog', { name: 'Record payment' });
  await expect(dialog.getByLabel('Amount')).toHaveValue('500.00');
  await dialog.getByRole('button', { name: 'Record payment' }).click();
  await expect(dialog).toBeHidden();
  await staff.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(staff.getByRole('button', { name: 'Start event' })).toBeVisible();
  await expect(schedule).toContainText('Paid');
});

test('a manager confirms without the deposit, says why, and agrees to payments in between', async ({
  manager,
}) => {
  const event = await makeEvent({ deposit: 50_000, ...ahead(90) });
  await manager.goto(`/bookings/${event.bookingId}?tab=money`);
  await test.step('with a reason that stays on the timeline', async () => {
    await manager.getByRole('button', { name: 'Confirm booking' }).click();
    const dialog = manager.getByRole('dialog').filter({ hasText: 'hasn’t been paid' });
    await dialog.getByRole('textbox').fill('The ministry pays after the event');
    await dialog.getByRole('button', { name: 'Confirm booking' }).click();
    await expect(dialog).toBeHidden();
    await expect(manager.getByText('The ministry pays after the event')).toBeVisible();
  });
  await test.step('what is no payment is refused beside its field', async () => {
    await manager.getByRole('button', { name: 'Change schedule' }).click();
    const dialog = manager.getByRole('dialog', { name: 'Payment schedule' });
    await dialog.getByRole('button', { name: 'Add a payment' }).click();
    await dialog.getByRole('button', { name: 'Set the schedule' }).click();
    await expect(dialog.getByText('Enter how many percent.').first()).toBeVisible();
    await dialog.getByLabel('Share of the total').fill('30');
    const rest = dialog.getByRole('group', { name: 'The rest' });
    await rest.getByLabel('Due').selectOption('after the event');
    await rest.getByLabel('Days').fill('14');
    await dialog.getByRole('button', { name: 'Set the schedule' }).click();
    await expect(dialog).toBeHidden();
    const rows = manager.getByRole('table', { name: 'Payment schedule' }).getByRole('row');
    await expect(rows).toHaveCount(4);
    await expect(rows.nth(2)).toContainText('30 days before the event');
    await expect(rows.nth(3)).toContainText('14 days after the event');
  });
});

test('what should be paid by now is on Today, with its sum, and in a list of its own', async ({
  manager,
}) => {
  const event = await makeEvent({
    ...{ status: 'completed', completedAt: new Date(), ...ahead(-400) },
    confirmedAt: new Date(Date.now() - 410 * day),
  });
  await manager.goto('/dashboard');
  const late = manager.getByRole('list', { name: 'Payments late' });
  const all = late.getByRole('listitem').filter({ hasText: 'should be paid' });
  await expect(all).toContainText(/\d events?.*GHS/);
  await all.getByRole('link').click();
  await expect(manager.getByRole('link', { name: 'Payment late' })).toHaveAttribute('aria-current', /.+/);
  await manager.goto(`/bookings?when=all&overdue=1&q=${event.reference}`);
  await expect(manager.getByText(event.eventName).first()).toBeVisible();
});

test('the company says when new bookings are to be paid and when it reminds', async ({ manager }) => {
  await manager.goto('/settings/schedule');
  const before = manager.getByLabel('Remind before');
  await before.fill('99');
  await manager.getByRole('button', { name: 'Save schedule' }).click();
  await expect(manager.getByText('The most is 30 days.').first()).toBeVisible();
  await before.fill('');
  await manager.getByRole('button', { name: 'Save schedule' }).click();
  await expect(manager.getByText('Saved. New bookings are to be paid like this.')).toBeVisible();
  await manager.reload();
  await expect(before).toHaveValue('');
  await before.fill('2');
  await manager.getByRole('button', { name: 'Save schedule' }).click();
  await expect(manager.getByText('Saved. New bookings are to be paid like this.')).toBeVisible();
});
