import { atEachWidth, expect, makeEvent, test } from './fixtures';

const day = 86_400_000;
const ahead = (days: number) => {
  const startsAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + days * day);
  return { startsAt, endsAt: new Date(startsAt.getTime() + day / 6) };
};

atEachWidth(() => {
  test('an event that is called off late leaves a fee, which is said before, billed and paid', async ({
    staff,
  }) => {
    const event = await makeEvent({
      ...{ status: 'confirmed', confirmedAt: new Date(), ...ahead(10) },
      cancellationTerms: [{ days: 14, share: 5000 }],
    });
    const money = `/bookings/${event.bookingId}?tab=money`;
    await staff.goto(money);
    await staff.getByRole('button', { name: 'More for this booking' }).click();
    await staff.getByRole('menuitem', { name: /Cancel/ }).click();
    const dialog = staff.getByRole('dialog', { name: /^Cancel “/ });
    await expect(dialog).toContainText(/By its terms GHS.1,087\.50 stays due/);
    await expect(dialog.getByLabel('Still asked for')).toBeHidden();
    await dialog.getByLabel('Reason').fill('The couple moved abroad');
    await dialog.getByRole('button', { name: 'Cancel booking' }).click();
    await expect(dialog).toBeHidden();
    await expect(staff.getByText('Cancellation fee')).toBeVisible();
    await staff.getByRole('button', { name: 'Issue invoice' }).click();
    const issuing = staff.getByRole('dialog', { name: /Issue an invoice over GHS.1,087\.50/ });
    await issuing.getByRole('button', { name: 'Issue invoice' }).click();
    await expect(staff.getByRole('link', { name: /^INV-/ })).toBeVisible();
    await staff.getByRole('button', { name: 'Record payment' }).first().click();
    const paying = staff.getByRole('dialog', { name: 'Record payment' });
    await expect(paying.getByLabel('Amount')).toHaveValue('1087.50');
    await paying.getByRole('button', { name: 'Record payment' }).click();
    await expect(paying).toBeHidden();
    await expect(staff.getByText('Paid', { exact: true }).first()).toBeVisible();
  });

  test('a manager waives the fee with the reason, and Today says what is to be given back', async ({
    manager,
  }) => {
    const event = await makeEvent({
      ...{ status: 'confirmed', confirmedAt: new Date(), ...ahead(10) },
      cancellationTerms: [{ days: 14, share: 5000 }],
    });
    const money = `/bookings/${event.bookingId}?tab=money`;
    await manager.goto(money);
    await manager.getByRole('button', { name: 'Record payment' }).first().click();
    const paying = manager.getByRole('dialog', { name: 'Record payment' });
    await paying.getByLabel('Amount').fill('300');
    await paying.getByRole('button', { name: 'Record payment' }).click();
    await expect(paying).toBeHidden();
    await manager.getByRole('button', { name: 'More for this booking' }).click();
    await manager.getByRole('menuitem', { name: /Cancel/ }).click();
    const dialog = manager.getByRole('dialog', { name: /^Cancel “/ });
    await dialog.getByLabel('Reason', { exact: true }).fill('A death in the family');
    await dialog.getByLabel('Still asked for').fill('');
    await dialog.getByRole('button', { name: 'Cancel booking' }).click();
    await expect(dialog.getByText('Say why it is another fee').first()).toBeVisible();
    await dialog.getByLabel('Why another fee').fill('They have enough to bear');
    await dialog.getByRole('button', { name: 'Cancel booking' }).click();
    await expect(dialog).toBeHidden();
    await expect(manager.getByText('To give back')).toBeVisible();
    await manager.goto('/dashboard');
    const owing = manager.getByRole('list', { name: 'To give back' });
    await expect(owing.getByRole('listitem').filter({ hasText: event.eventName })).toContainText(
      /GHS.300\.00/,
    );
  });
});

test('a manager says what stays due of cancelled events; each number of days has one share', async ({
  manager,
}) => {
  await manager.goto('/settings/schedule');
  const add = manager.getByRole('button', { name: 'Add a share' });
  for (const [index, share] of ['50', '100'].entries()) {
    await add.click();
    await manager.getByLabel('Days before or fewer').nth(index).fill('14');
    await manager.getByLabel('Share of the total').nth(index).fill(share);
  }
  await manager.getByRole('button', { name: 'Save schedule' }).click();
  await expect(manager.getByText('There is another share for so many days.').first()).toBeVisible();
  await manager.getByLabel('Days before or fewer').nth(1).fill('3');
  await manager.getByRole('button', { name: 'Save schedule' }).click();
  await expect(manager.getByText('Saved. New bookings are to be paid like this.')).toBeVisible();
  await manager.reload();
  await expect(manager.getByLabel('Share of the total')).toHaveCount(2);
  for (const name of ['Remove share 2', 'Remove share 1'])
    await manager.getByRole('button', { name }).click();
  await manager.getByRole('button', { name: 'Save schedule' }).click();
  await expect(manager.getByText('Nothing stays due.')).toBeVisible();
});
