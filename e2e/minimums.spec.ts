import { makeBooking } from '../db/factories/booking';
import { atEachWidth, expect, signInAs, test } from './fixtures';
import { makeOffice, makePerson } from './hostile-company';

atEachWidth((width) => {
  test('a booking under the minimum order is refused at confirming, and a manager goes below it with a reason', async ({
    browser,
  }) => {
    const company = await makeOffice(`Minimums ${width} ${Date.now().toString(36)}`);
    const staffEmail = (await makePerson(company.id, 'staff', 'Kofi of the floor')).email;
    const startsAt = new Date(Date.now() + 40 * 86_400_000);
    startsAt.setUTCHours(12, 0, 0, 0);
    const weekday = startsAt.toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
    const { id } = await makeBooking(company.id, {
      status: 'quoted',
      eventName: 'Small lunch',
      startsAt,
      guests: 12,
    });
    const as = async (email: string) => {
      const page = await browser.newPage({
        baseURL: process.env.E2E_BASE_URL,
        viewport: { width, height: 900 },
      });
      await signInAs(page, email);
      return page;
    };
    const manager = await as(company.managerEmail);
    const staff = await as(staffEmail);

    await test.step('what makes no minimum is refused at its field; a right one is said in words', async () => {
      await manager.goto('/settings/capacity');
      const section = manager
        .locator('section')
        .filter({ has: manager.getByRole('heading', { name: 'Minimum order', exact: true }) });
      await expect(section.getByText('Orders of any size are taken.')).toBeVisible();
      await section.getByRole('button', { name: 'Add minimum' }).click();
      await expect(
        section.getByRole('alert').or(section.locator('[aria-invalid=true]')).first(),
      ).toBeVisible();
      await section.getByLabel('Guests').fill('30');
      await section.getByLabel(weekday).check();
      await section.getByRole('button', { name: 'Add minimum' }).dblclick();
      const rows = section.getByRole('list', { name: 'Minimum orders' }).getByRole('listitem');
      await expect(rows).toHaveCount(1);
      await expect(rows).toContainText('From 30 guests');
      await expect(rows).toContainText(`${weekday}s, from`);
    });

    await test.step('staff are told what is missing and stay where they are', async () => {
      await staff.goto(`/bookings/${id}`);
      await staff.getByRole('button', { name: 'Confirm booking' }).click();
      await expect(staff.getByText(/start at 30 guests, and this one is for 12/).first()).toBeVisible();
      await expect(staff.getByLabel('Reason')).toHaveCount(0);
      await staff.reload();
      await expect(staff.getByRole('heading', { level: 1 }).locator('..')).toContainText('Quoted');
    });

    await test.step('a manager says why, and it is confirmed', async () => {
      await manager.goto(`/bookings/${id}`);
      await manager.getByRole('button', { name: 'Confirm booking' }).click();
      const dialog = manager.getByRole('dialog').filter({ hasText: '30 guests' });
      await expect(dialog).toBeVisible();
      await dialog.getByLabel('Reason').fill('The family of a good customer');
      await dialog.getByRole('button', { name: /confirm/i }).click();
      await expect(manager.getByRole('heading', { level: 1 }).locator('..')).toContainText('Confirmed');
    });

    await test.step('the minimum is taken away again', async () => {
      await manager.goto('/settings/capacity');
      await manager.getByRole('button', { name: /^Remove the minimum of/ }).click();
      await expect(manager.getByText('Orders of any size are taken.')).toBeVisible();
    });
    await manager.close();
    await staff.close();
  });
});
