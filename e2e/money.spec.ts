import { expect, makeEvent, signIn, test } from './fixtures';

test('staff take a deposit and bill an event; a manager gives money back, credits and looks at the books', async ({
  staff,
  manager,
}) => {
  const event = await makeEvent({ status: 'confirmed' });
  const money = `/bookings/${event.bookingId}?tab=money`;

  await test.step('a deposit of yesterday is recorded with its receipt', async () => {
    await staff.setViewportSize({ width: 390, height: 844 });
    await staff.goto(money);
    await expect(staff.getByText('Not billed yet.')).toBeVisible();
    await staff.getByRole('button', { name: 'Record payment' }).first().click();
    const dialog = staff.getByRole('dialog', { name: 'Record payment' });
    await dialog.getByLabel('Amount').fill('500');
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await dialog.getByLabel('Received on').fill('2099-01-01');
    await dialog.getByRole('button', { name: 'Record payment' }).click();
    await expect(dialog.getByText('This day is still to come.').first()).toBeVisible();
    await dialog.getByLabel('Received on').fill(yesterday);
    await dialog.getByRole('button', { name: 'Record payment' }).click();
    await expect(dialog).toBeHidden();
    await expect(staff.getByRole('link', { name: /^R-\d{4}-\d{4}$/ })).toBeVisible();
  });

  await test.step('the event is billed once; the invoice says what was paid before', async () => {
    await staff.getByRole('button', { name: 'Issue invoice' }).click();
    const dialog = staff.getByRole('dialog', { name: /Issue an invoice over/ });
    await dialog.getByRole('button', { name: 'Issue invoice' }).dblclick();
    await expect(dialog).toBeHidden();
    await expect(staff.getByRole('button', { name: 'Issue invoice' })).toBeHidden();
    const documents = staff.getByRole('list', { name: 'Invoices and credit notes' });
    await expect(documents.getByRole('listitem')).toHaveCount(1);
    await documents.getByRole('link', { name: /^INV-/ }).click();
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText(/^INV-\d{4}-\d{4}$/);
    await expect(staff.getByRole('article', { name: 'Invoice' })).toContainText('Paid before');
    await expect(staff.getByText('Part-paid')).toBeVisible();
    await expect(staff.getByRole('button', { name: 'Credit it' })).toBeHidden();
    const paper = await staff.getByRole('link', { name: /^Open PDF/ }).getAttribute('href');
    const file = await staff.request.get(paper ?? '');
    expect(file.headers()['content-type']).toBe('application/pdf');
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
    const another = paper?.replace(/[0-9a-f-]{36}/, '01990000-0000-7000-8000-0000000000ff') ?? '';
    expect((await staff.request.get(another)).status()).toBe(404);
    await staff.getByRole('button', { name: 'Mark as sent' }).click();
    await expect(staff.getByRole('button', { name: 'Mark as sent' })).toBeHidden();
  });

  await test.step('a manager gives a part back, with the reason', async () => {
    await manager.goto(money);
    await manager.getByRole('link', { name: /^R-/ }).click();
    const paper = await manager.getByRole('link', { name: /^Open PDF/ }).getAttribute('href');
    expect((await manager.request.get(paper ?? '')).headers()['content-type']).toBe('application/pdf');
    await manager.getByRole('button', { name: 'Give back' }).click();
    const dialog = manager.getByRole('dialog', { name: 'Give money back' });
    await dialog.getByLabel('Amount').fill('600');
    await dialog.getByLabel('Reason').fill('Paid twice');
    await dialog.getByRole('button', { name: 'Record refund' }).click();
    await expect(dialog.getByText(/more than what is left of the payment/).first()).toBeVisible();
    await dialog.getByLabel('Amount').fill('100');
    await dialog.getByRole('button', { name: 'Record refund' }).click();
    await expect(dialog).toBeHidden();
    await expect(manager.getByText(/100\.00 given back/)).toBeVisible();
    await expect(manager.getByRole('button', { name: 'Declare void' })).toBeHidden();
  });

  await test.step('credits the whole invoice, after which the event can be billed anew', async () => {
    await manager.goto(money);
    await manager.getByRole('link', { name: /^INV-/ }).click();
    await manager.getByRole('button', { name: 'Credit it' }).click();
    const dialog = manager.getByRole('dialog', { name: /^Credit INV-/ });
    await dialog.getByRole('button', { name: 'Issue credit note' }).click();
    await expect(dialog.getByText('Say why.').first()).toBeVisible();
    await dialog.getByLabel('Reason').fill('Billed to the wrong party');
    await dialog.getByRole('button', { name: 'Issue credit note' }).click();
    await expect(dialog).toBeHidden();
    await expect(manager.getByText('Credited', { exact: true }).first()).toBeVisible();
    await manager.getByRole('link', { name: /^CN-/ }).click();
    await expect(manager.getByText('Billed to the wrong party').first()).toBeVisible();
    await manager.goto(money);
    await expect(manager.getByRole('button', { name: 'Issue invoice' })).toBeVisible();
  });

  await test.step('the list and the books have it all', async () => {
    await manager.goto('/invoices?state=credit_notes');
    await expect(manager.getByRole('row').filter({ hasText: event.eventName }).first()).toBeVisible();
    await manager.goto('/settings/ledger');
    await expect(manager.getByRole('row', { name: /Money in: mobile money/ })).toBeVisible();
    await manager.getByRole('button', { name: 'Account codes' }).click();
    const dialog = manager.getByRole('dialog', { name: 'Account codes' });
    await dialog.getByLabel('Sales').fill('400 0');
    await dialog.getByRole('button', { name: 'Save codes' }).click();
    await expect(dialog).toBeHidden();
    const file = await manager.request.get('/api/v1/settings/ledger/export');
    const text = await file.text();
    expect(text).toContain('400 0,Sales');
    const lines = text.trim().split('\r\n').slice(1);
    const sum = (at: number) =>
      lines.reduce((all, line) => all + Math.round(Number(line.split(',')[at] ?? 0) * 100), 0);
    expect(sum(7)).toBe(sum(8));
  });
});

test('staff find no books', async ({ page }) => {
  await signIn(page, 'staff');
  const answer = await page.goto('/settings/ledger');
  expect(answer?.status()).toBe(403);
  expect((await page.request.get('/api/v1/settings/ledger/export')).status()).toBe(403);
});
