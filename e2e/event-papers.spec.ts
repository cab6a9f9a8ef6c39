import { atEachWidth, expect, makeEvent, test } from './fixtures';

atEachWidth(() => {
  test('staff print what is packed, handed over, set beside the dishes and put on the boxes of an event', async ({
    staff,
  }) => {
    const event = await makeEvent({
      status: 'confirmed',
      confirmedAt: new Date(),
      startsAt: new Date(Date.now() + 30 * 86_400_000),
      vendorMeals: 4,
    });
    await staff.goto(`/bookings/${event.bookingId}/order`);
    for (const [paper, said] of [
      ['Packing list', 'Packed by'],
      ['Delivery note', 'Received complete and in good order:'],
      ['Allergen cards', 'Allergens unknown: ask us'],
      ['Box labels', event.customer],
    ] as const) {
      await staff.getByRole('link', { name: paper, exact: true }).click();
      await expect(staff.getByRole('heading', { level: 1 })).toHaveText(paper);
      await expect(staff.getByRole('article', { name: paper })).toContainText(said);
      const path = await staff.getByRole('link', { name: /^Open PDF/ }).getAttribute('href');
      const file = await staff.request.get(path ?? '');
      expect(file.headers()['content-type']).toBe('application/pdf');
    }
    await staff.getByRole('link', { name: '4 a dish', exact: true }).click();
    await expect(staff.getByRole('article', { name: 'Box labels' })).toContainText('4 of 4');
    await expect(staff.getByRole('link', { name: /^Open PDF/ })).toHaveAttribute('href', /each=4/);
    expect((await staff.request.get(`/api/v1/bookings/${event.bookingId}/papers/money`)).status()).toBe(404);
  });
});
