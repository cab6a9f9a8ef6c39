import { expect, makeEvent, test } from './fixtures';

const day = 86_400_000;

test('a manager puts bookings together by venue and by month, and on a phone the first ones are above the fold', async ({
  manager: page,
}) => {
  const word = `Tent${Date.now().toString(36)}`;
  const venues = [`${word} Hall`, `${word.toUpperCase()}-hall`, `${word} Lodge`];
  for (const [at, venue] of venues.entries())
    await makeEvent({
      eventName: `${word} ${at}`,
      status: 'quoted',
      venue,
      startsAt: new Date(Date.now() + (at + 40) * day),
    });
  const headings = page.getByRole('rowheader');
  await page.goto(`/bookings?q=${word}`);
  await expect(page.getByText('3 of 3 bookings')).toBeVisible();
  await page.getByRole('button', { name: 'Group' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Venue' }).press('Enter');
  await expect(page).toHaveURL(/group=venue/);
  // Two spellings of one venue are one group, called as its first booking calls it.
  await expect(headings).toHaveText([`${venues[1]}2 bookings`, `${venues[2]}1 booking`]);
  await page.getByRole('link', { name: `${word} 0` }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: `${word} 2` })).toBeFocused();

  await page.reload();
  await expect(headings).toHaveCount(2);
  await page.getByRole('button', { name: 'Grouped by venue' }).click();
  await page.getByRole('menuitem', { name: 'Status' }).click();
  await expect(headings).toHaveText(['Quoted3 bookings']);
  await page.getByRole('columnheader', { name: 'Total' }).getByRole('link').click();
  await expect(page).not.toHaveURL(/group=/);
  await expect(headings).toHaveCount(0);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/bookings?when=all&group=month');
  await expect(headings.first()).toBeVisible();
  const firstTop = await page
    .locator('a[data-row]')
    .first()
    .evaluate((row) => row.getBoundingClientRect().bottom);
  expect(firstTop).toBeLessThan(844 / 2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('on a phone every part of a booking is in sight, and millions stand beside each other', async ({
  manager: page,
}) => {
  const { bookingId } = await makeEvent({
    status: 'quoted',
    quantity: 100_000,
    serviceQuantity: 65_000,
    guests: 1000,
  });
  for (const width of [360, 390, 768, 1100, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/bookings/${bookingId}?tab=money`);
    for (const tab of await page.getByRole('navigation', { name: 'Booking' }).getByRole('link').all()) {
      const box = await tab.boundingBox();
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width).toBe(true);
    }
    // No amount reaches beyond the column that it stands in.
    const beyond = await page
      .getByRole('definition')
      .evaluateAll((all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length);
    expect(beyond).toBe(0);
  }
});

for (const list of [
  { path: '/enquiries?view=list&stage=inquiry', column: 'Event day', kept: 'stage=inquiry' },
  { path: '/menu?state=all&diet=vegan', column: 'Diets', kept: 'diet=vegan' },
])
  test(`someone of the staff keeps a view of ${list.path.split('?')[0]} with columns of their own`, async ({
    staff: page,
    manager,
  }) => {
    const name = `Mine ${Date.now().toString(36)}`;
    await page.goto(list.path);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('dialog', { name: 'Columns' }).getByLabel(list.column).check();
    await page.keyboard.press('Escape');
    const head = page.getByRole('columnheader', { name: list.column });
    await expect(
      head.or(page.getByText('No enquiry matches')).or(page.getByText('No dish fits')),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('button', { name: 'Save as new view' }).click();
    const views = page.getByRole('navigation', { name: 'Saved views' });
    await expect(views.getByRole('link', { name })).toBeVisible();

    // The board of enquiries leads to them too.
    await page.goto(list.path.split('?')[0] ?? '');
    await views.getByRole('link', { name }).click();
    await expect(page).toHaveURL(new RegExp(`${list.kept}.*saved=`));
    await manager.goto(list.path);
    await expect(manager.getByRole('button', { name: 'Views' })).toBeVisible();
    await expect(manager.getByRole('link', { name })).toHaveCount(0);

    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('button', { name: `Delete ${name}` }).click();
    await expect(page.getByText(`View “${name}” deleted`)).toBeVisible();
    await page.goto(list.path);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('button', { name: 'Usual columns' }).click();
  });
