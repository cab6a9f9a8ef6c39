import { atEachWidth, expect, makeEvent, test } from './fixtures';

const hour = 3_600_000;

atEachWidth(() => {
  test('an event that nobody has started is named on Today, in the list and in its head until it is started', async ({
    staff,
  }) => {
    const startsAt = new Date(Date.now() - hour);
    const { bookingId, eventName } = await makeEvent({
      status: 'confirmed',
      startsAt,
      endsAt: new Date(Date.now() + 3 * hour),
    });

    await staff.goto(`/bookings?q=${encodeURIComponent(eventName)}`);
    await expect(staff.getByText('Should have started')).toBeAttached();

    await staff.goto('/dashboard');
    await staff.getByRole('list', { name: 'Should have started' }).getByText(eventName).click();
    await expect(staff).toHaveURL(new RegExp(`/bookings/${bookingId}`));
    await expect(staff.getByText('Should have started')).toBeVisible();
    await staff.getByRole('button', { name: 'Start event' }).click();
    await expect(staff.getByText('Should have started')).toHaveCount(0);
    await staff.goto('/dashboard');
    await expect(staff.getByRole('heading', { name: 'Today', exact: true })).toBeVisible();
    await expect(staff.getByRole('list', { name: 'Should have started' }).getByText(eventName)).toHaveCount(
      0,
    );
  });
});
