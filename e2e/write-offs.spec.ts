import { expect, makeEvent, test } from './fixtures';

test('staff ask to write an invoice off, and it is written off once a manager approves it', async ({
  staff,
  manager,
}) => {
  const event = await makeEvent({
    status: 'confirmed',
    startsAt: new Date(Date.now() + 30 * 86_400_000),
    confirmedAt: new Date(),
  });
  await test.step('staff bill the event and ask, with the reason', async () => {
    await staff.goto(`/bookings/${event.bookingId}?tab=money`);
    await staff.getByRole('button', { name: 'Issue invoice' }).click();
    const issuing = staff.getByRole('dialog', { name: /Issue an invoice over/ });
    await issuing.getByRole('button', { name: 'Issue invoice' }).click();
    await staff.getByRole('link', { name: /^INV-/ }).click();
    await staff.getByRole('button', { name: 'Write off what is open' }).click();
    const dialog = staff.getByRole('dialog', { name: /^Ask to write off/ });
    await dialog.getByRole('button', { name: 'Ask for it' }).click();
    await expect(dialog.getByText('Say why.').first()).toBeVisible();
    await dialog.getByLabel('Reason').fill(`${event.customer} moved away`);
    await dialog.getByRole('button', { name: 'Ask for it' }).dblclick();
    await expect(dialog).toBeHidden();
    await expect(staff.getByText(/is asked to be written off/)).toBeVisible();
    await expect(staff.getByRole('button', { name: 'Approve the write-off' })).toBeHidden();
    await expect(staff.getByText('Written off', { exact: true })).toBeHidden();
  });

  await test.step('a manager is told, and approves it on the invoice', async () => {
    await manager.goto('/notifications');
    await expect(manager.getByText(new RegExp(`${event.customer} moved away`)).first()).toBeVisible();
    await manager.goto(new URL(staff.url()).pathname);
    await manager.getByRole('button', { name: 'Approve the write-off' }).click();
    await expect(manager.getByText(/^Approved: /)).toBeVisible();
    await expect(manager.getByText('Written off', { exact: true }).first()).toBeVisible();
    await manager.getByRole('button', { name: 'Take the write-off back' }).click();
    await expect(manager.getByText(/^Approved and taken back: /)).toBeVisible();
    await expect(manager.getByRole('button', { name: 'Write off what is open' })).toBeVisible();
  });
});
