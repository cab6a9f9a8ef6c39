import { readFile } from 'node:fs/promises';
import { streamXlsxRows } from 'hucre/xlsx';
import { atEachWidth, expect, makeEvent, test } from './fixtures';

const day = 86_400_000;

/** Three enquiries whose names hold one word that nothing else does. */
async function makeThree(): Promise<{ word: string; names: string[] }> {
  const word = `Durbar${Date.now().toString(36)}`;
  const names = ['first', 'second', 'third'].map((which) => `${word} ${which}`);
  for (const [at, eventName] of names.entries())
    await makeEvent({ eventName, status: 'enquiry', startsAt: new Date(Date.now() + (at + 30) * day) });
  return { word, names };
}

test('a manager finds bookings, keeps the view with its columns, works on several, and goes back', async ({
  manager: page,
  browser,
}) => {
  const { word, names } = await makeThree();
  const rows = page.getByRole('row').filter({ has: page.getByRole('link', { name: word }) });
  const titles = () => rows.getByRole('link').allTextContents();
  const name = `Enquiries ${word}`;

  await test.step('filter and order are in the address', async () => {
    await page.goto('/bookings');
    await page.getByRole('searchbox', { name: 'Search bookings' }).fill(word);
    await expect(page).toHaveURL(new RegExp(`q=${word}`));
    await expect(page.getByText('3 of 3 bookings')).toBeVisible();
    await expect(rows).toHaveCount(3);
    expect(await titles()).toEqual(names.toReversed());
    await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'Enquiry' }).click();
    await expect(page).toHaveURL(/status=enquiry/);
    await page.getByRole('columnheader', { name: 'When' }).getByRole('link').click();
    await expect(page).toHaveURL(/order=soonest/);
    await expect.poll(titles).toEqual(names);
    await page.reload();
    expect(await titles()).toEqual(names);
  });

  await test.step('columns are chosen by keyboard and are there at the first paint', async () => {
    const columns = page.getByRole('button', { name: 'Columns' });
    await columns.press('Enter');
    const chooser = page.getByRole('dialog', { name: 'Columns' });
    await expect(chooser.getByLabel('Event')).toBeDisabled();
    await expect(chooser.getByLabel('Status')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(page.getByRole('columnheader', { name: 'Status' })).toHaveCount(0);
    await chooser.getByLabel('Left to pay').check();
    await expect(page.getByRole('columnheader', { name: 'Left to pay' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(chooser).toHaveCount(0);
    await expect(async () => {
      const html = await (await page.request.get(page.url())).text();
      expect(html).toContain('Left to pay</th>');
    }).toPass();
  });

  await test.step('the view is saved and opened again', async () => {
    await page.getByRole('button', { name: 'Views' }).click();
    const dialog = page.getByRole('dialog', { name: 'Views of this list' });
    await dialog.getByRole('button', { name: 'Save as new view' }).click();
    await expect(dialog.getByText('Give the view a name.').first()).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Save as new view' }).click();
    await expect(dialog).toBeHidden();
    await page.goto('/bookings');
    await page.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name }).click();
    await expect(page).toHaveURL(/saved=/);
    await expect.poll(titles).toEqual(names);
    await expect(page.getByRole('columnheader', { name: 'Status' })).toHaveCount(0);
  });

  await test.step('rows are selected, exported, changed together, and that is taken back', async () => {
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await page.getByRole('checkbox', { name: `Select ${names[0]}` }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: `Select ${names[2]}` }).click({ modifiers: ['Shift'] });
    const bar = page.getByRole('region', { name: 'Selected rows' });
    await expect(bar).toContainText('3 selected');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      bar.getByRole('link', { name: 'Download these' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(
      lines
        .slice(1)
        .map((line) => line.split(',')[1])
        .toSorted(),
    ).toEqual(names);
    await bar.getByRole('button', { name: 'Mark as quoted' }).click();
    await expect(page.getByText('3 bookings marked as quoted')).toBeVisible();
    await expect(rows).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rows).toHaveCount(3);
  });

  await test.step('back and forward restore what was there', async () => {
    const kept = page.url();
    await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'Quoted' }).click();
    await expect(page.getByText(`Nothing found for “${word}”`)).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(kept);
    await expect.poll(titles).toEqual(names);
    await page.goForward();
    await expect(page.getByText(`Nothing found for “${word}”`)).toBeVisible();
    await page.goBack();
    await expect(rows).toHaveCount(3);
  });

  await test.step('without a script the rows, the views and the orders are there', async () => {
    const context = await browser.newContext({
      baseURL: process.env.E2E_BASE_URL,
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
    const plain = await context.newPage();
    await plain.goto('/bookings');
    await plain.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name }).click();
    const links = plain.getByRole('row').getByRole('link', { name: word });
    await expect(links).toHaveText(names);
    await plain.getByRole('columnheader', { name: 'Total' }).getByRole('link').click();
    await expect(plain).toHaveURL(/order=total/);
    await expect(links).toHaveCount(3);
    await links.first().click();
    await expect(plain.getByRole('heading', { level: 1 })).toContainText(word);
    await context.close();
  });

  await test.step('the view and the columns are given up again', async () => {
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('button', { name: `Delete ${name}` }).click();
    await expect(page.getByText(`View “${name}” deleted`)).toBeVisible();
    await page.keyboard.press('Escape');
    await page.goto('/bookings');
    await expect(
      page.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name }),
    ).toHaveCount(0);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('button', { name: 'Usual columns' }).click();
    await expect(page.getByRole('columnheader', { name: 'Status' })).toBeVisible();
  });
});

test('a shared view is the office’s; on a phone rows are cards that can be selected', async ({
  manager,
  staff,
}) => {
  const name = `Shared ${Date.now().toString(36)}`;
  await manager.goto('/customers?order=last');
  await manager.getByRole('button', { name: 'Views' }).click();
  await manager.getByRole('textbox', { name: 'Name' }).fill(name);
  await manager.getByLabel('Share it with the office').check();
  await manager.getByRole('button', { name: 'Save as new view' }).click();
  await expect(manager.getByRole('navigation', { name: 'Saved views' })).toContainText(name);

  await staff.setViewportSize({ width: 390, height: 844 });
  await staff.goto('/customers');
  await staff.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name }).click();
  await expect(staff).toHaveURL(/order=last/);
  await staff.getByRole('button', { name: 'Views' }).click();
  const dialog = staff.getByRole('dialog', { name: 'Views of this list' });
  await expect(dialog.getByText(name)).toBeVisible();
  await expect(dialog.getByRole('button', { name: `Delete ${name}` })).toHaveCount(0);
  await expect(dialog.getByLabel('Share it with the office')).toHaveCount(0);
  await staff.keyboard.press('Escape');

  await staff.goto('/bookings');
  await staff.getByRole('button', { name: 'Select', exact: true }).click();
  // By its own name: what others book meanwhile may come before it.
  const box = staff.getByRole('checkbox', { name: /^Select (?!page)/ }).first();
  await staff
    .getByRole('checkbox', { name: (await box.getAttribute('aria-label')) ?? '', exact: true })
    .check();
  await expect(staff.getByRole('region', { name: 'Selected rows' })).toContainText('1 selected');
  const wide = await staff.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);

  await manager.getByRole('button', { name: 'Views' }).click();
  await manager.getByRole('button', { name: `Delete ${name}` }).click();
  await expect(manager.getByText(`View “${name}” deleted`)).toBeVisible();
});

atEachWidth((width) => {
  test('someone finds last month’s unpaid bookings and takes them along as a workbook', async ({
    staff: page,
  }) => {
    const { word, names } = await makeThree();
    const now = new Date();
    const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15, 12));
    const { eventName } = await makeEvent({
      eventName: `${word} of last month`,
      status: 'completed',
      startsAt: lastMonth,
    });
    await page.goto('/bookings');
    const time = page.getByRole('navigation', { name: 'Time' });
    await expect(time.getByRole('link', { name: /^From today/ })).toHaveAttribute('aria-current', 'true');
    await time.getByRole('link', { name: /^Last month/ }).click();
    await expect(page).toHaveURL(/when=last-month/);
    const phone = width < 640;
    // A phone keeps what is seldom narrowed behind one button.
    if (phone) {
      await expect(page.getByRole('navigation', { name: 'Only' })).toBeHidden();
      await page.getByRole('button', { name: 'Filter' }).click();
    }
    await page.getByRole('navigation', { name: 'Only' }).getByRole('link', { name: 'Unpaid' }).click();
    await expect(page).toHaveURL(/unpaid=1/);
    if (phone) await expect(page.getByRole('button', { name: 'Filter · 1' })).toBeVisible();
    await expect(page.getByRole('link', { name: eventName })).toBeVisible();
    await expect(page.getByRole('link', { name: names[0] })).toHaveCount(0);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as Excel' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bookings.xlsx');
    const events: unknown[] = [];
    for await (const { values } of streamXlsxRows(await readFile(await download.path())))
      events.push(values[1]);
    expect(events[0]).toBe('Event');
    expect(events).toContain(eventName);
    expect(events).not.toContain(names[0]);
    await page.reload();
    await expect(page.getByRole('link', { name: eventName })).toBeVisible();
    if (phone) await page.getByRole('button', { name: 'Filter · 1' }).click();
    // The same tap takes it away again.
    await page.getByRole('navigation', { name: 'Only' }).getByRole('link', { name: 'Unpaid' }).click();
    await expect(page).not.toHaveURL(/unpaid=1/);
  });

  test('someone of the staff marks several, is told which one couldn’t be, and takes it back', async ({
    staff: page,
  }) => {
    const { word, names } = await makeThree();
    const confirmed = `${word} agreed`;
    await makeEvent({
      eventName: confirmed,
      status: 'confirmed',
      startsAt: new Date(Date.now() + 29 * day),
    });
    await page.goto(`/bookings?q=${word}`);
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    for (const name of [...names, confirmed])
      await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
    const bar = page.getByRole('region', { name: 'Selected rows' });
    await expect(bar).toContainText('4 selected');
    // Pressed twice in a hurry it is done once.
    await bar.getByRole('button', { name: 'Mark as quoted' }).dblclick();
    await expect(page.getByText('3 bookings marked as quoted')).toBeVisible();
    await expect(page.getByText(confirmed).last()).toBeVisible();
    const row = (name: string) =>
      page.locator('tr').filter({ has: page.getByRole('link', { name, exact: true }) });
    for (const name of names) await expect(row(name)).toContainText('Quoted');
    await expect(row(confirmed)).toContainText('Confirmed');
    await page.getByRole('button', { name: 'Undo' }).click();
    for (const name of names) await expect(row(name)).toContainText('Enquiry');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  test('what no booking has is said in words that fit, however long it is', async ({ staff: page }) => {
    const goTo = async (typed: string) => {
      await page.goto(`/bookings?q=${encodeURIComponent(typed)}`);
      await expect(page.getByRole('heading', { level: 1, name: 'Bookings' })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    };
    for (const typed of ['x'.repeat(3_000), 'مرحبا🎂', '%_\'";--']) {
      await goTo(typed);
      await expect(page.getByText(/^Nothing found for “/)).toBeVisible();
    }
    const rows = page.getByRole('table', { name: 'Bookings' }).getByRole('link');
    // Signs that nobody sees are no words.
    await goTo('\u0000\u202e');
    await expect(rows.first()).toBeVisible();
    await page.goto('/bookings?order=none&after=%00%ff&status=gone&group=moon&when=never&days=2026-02-31');
    await expect(rows.first()).toBeVisible();
  });
});
