import { expect, test } from './fixtures';

test('a manager writes a new version of an approved template, submits it and gives it up', async ({
  manager,
}) => {
  await manager.goto('/settings/whatsapp');
  await manager.getByRole('link', { name: 'French Recovery', exact: true }).click();
  await expect(manager.getByRole('heading', { level: 1, name: 'Recovery, French' })).toBeVisible();
  await manager.getByRole('link', { name: 'Write a new version' }).click();

  const text = manager.getByRole('textbox', { name: 'Text' });
  await text.fill('{client}, nous sommes désolés');
  await manager.getByRole('button', { name: 'Save wording' }).click();
  await expect(manager.getByText('{client} stands for nothing here').first()).toBeVisible();
  await expect(text).toHaveAttribute('aria-invalid', 'true');

  await text.fill(
    'Bonjour {customer}, nous sommes désolés pour {event}. Un responsable vous appelle aujourd’hui.',
  );
  await expect(manager.getByText('Bonjour Ama Mensah, nous sommes désolés')).toBeVisible();
  await manager.getByRole('button', { name: 'Save wording' }).dblclick();
  await expect(manager.getByText('New version, not in use yet')).toBeVisible();

  await manager.getByRole('button', { name: 'Submit for review' }).click();
  await expect(manager.getByText(/^(Received|In review)$/)).toBeVisible();
  await expect(manager.getByRole('link', { name: 'Edit wording' })).toHaveCount(0);

  await manager.getByRole('link', { name: 'See the wording in use' }).click();
  await expect(manager.getByText('In use', { exact: true })).toBeVisible();
  await manager.getByRole('link', { name: 'See the new version' }).click();
  await manager.getByRole('button', { name: 'Give up this version' }).click();
  await manager.getByRole('dialog').getByRole('button', { name: 'Give up the version' }).click();
  await expect(manager.getByText('In use', { exact: true })).toBeVisible();
  await expect(manager.getByRole('link', { name: 'See the new version' })).toHaveCount(0);
});
