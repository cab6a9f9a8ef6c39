import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { templates } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { submitForReview } from '../mutations';
import { approveTemplates, startProvider, type TestProvider } from '../testing/provider';
import { giveUpVersion, saveTemplate } from './edit-template';
import { listTemplates, readTemplate } from './queries';
import { refreshApprovals } from './refresh-approvals';
import { addDefaultTemplates } from './register-templates';

let provider: TestProvider;
let company: TestCompany;
const account = () => ({
  accountSid: process.env.TWILIO_ACCOUNT_SID ?? '',
  authToken: process.env.TWILIO_AUTH_TOKEN ?? '',
});

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  company = await makeCompany();
});

const versionsOf = async () =>
  (await listTemplates(company.manager)).filter(
    ({ purpose, language }) => purpose === 'feedback_request' && language === 'en',
  );
const inUse = async () => {
  const found = (await versionsOf()).find(({ active }) => active);
  if (!found) throw new Error('No wording is in use');
  return found;
};
const titles = ['Five', 'Four', 'Three', 'Two', 'One'];
const words = 'Hello {customer}, tell us how {event} was for you.';
const edit = async (over: Partial<Parameters<typeof saveTemplate>[1]> = {}) => {
  const { id: templateId, version } = await inUse();
  return saveTemplate(company.manager, { templateId, version, body: words, samples: {}, titles, ...over });
};

describe('a wording that WhatsApp hasn’t got', () => {
  beforeEach(() => addDefaultTemplates(company.id));

  test('is changed in place; the buttons keep what they do', async () => {
    const before = await inUse();
    const { templateId } = await edit();
    expect(templateId).toBe(before.id);
    const after = await inUse();
    expect(after).toMatchObject({
      body: 'Hello {{1}}, tell us how {{2}} was for you.',
      version: before.version + 1,
    });
    expect(after.buttons.map(({ id }) => id)).toEqual(before.buttons.map(({ id }) => id));
    expect(after.buttons[0]?.title).toBe('Five');
  });

  test('isn’t saved against WhatsApp’s rules, by staff, over someone else’s edit or by another company', async () => {
    await expect(edit({ body: '{customer}, hello' })).rejects.toMatchObject({
      code: 'invalid',
      detail: { fields: { body: expect.stringContaining('begin') } },
    });
    const { id: templateId, version } = await inUse();
    const input = { templateId, version, body: words, samples: {}, titles };
    await expect(saveTemplate(company.staff, input)).rejects.toMatchObject({ code: 'forbidden' });
    const other = await makeCompany();
    await expect(saveTemplate(other.manager, input)).rejects.toMatchObject({ code: 'not_found' });
    await edit();
    await expect(saveTemplate(company.manager, input)).rejects.toMatchObject({ code: 'stale' });
  });
});

describe('an approved wording', () => {
  beforeEach(() => approveTemplates(provider, company.id));

  test('stays in use while a new version is written, submitted and reviewed, then is replaced and kept', async () => {
    const old = await inUse();
    const { templateId } = await edit();
    expect(templateId).not.toBe(old.id);
    expect((await inUse()).id).toBe(old.id);
    expect(await readTemplate(company.manager, old.id)).toMatchObject({ other: { id: templateId } });

    await submitForReview(company.manager, { templateId });
    const submitted = (await versionsOf()).find(({ id }) => id === templateId);
    expect(submitted).toMatchObject({ active: false, contentSid: expect.stringMatching(/^HX/) });
    expect((await inUse()).body).toBe(old.body);
    await expect(edit()).rejects.toMatchObject({ code: 'conflict' });
    const approval = { sid: submitted?.contentSid, approval: { status: 'approved' } };
    await provider.control('templates', approval, 'PATCH');
    await refreshApprovals(company.id, account(), new Date());
    const now = await inUse();
    expect(now).toMatchObject({ id: templateId, approval: 'approved' });
    expect(now.contentSid).not.toBe(old.contentSid);
    const [kept] = await actAs(company.system, (tx) =>
      tx.select().from(templates).where(eq(templates.id, old.id)),
    );
    expect(kept).toMatchObject({ active: false, body: old.body, retiredAt: expect.any(Date) });
  });

  test('gets one new version however often the form is sent', async () => {
    const made = await Promise.all([edit(), edit()]);
    expect(new Set(made.map(({ templateId }) => templateId)).size).toBe(1);
    expect(await versionsOf()).toHaveLength(2);
  });

  test('keeps its place when the new version is given up, and can’t be given up itself', async () => {
    const old = await inUse();
    const { templateId } = await edit();
    await expect(giveUpVersion(company.manager, { templateId: old.id })).rejects.toMatchObject({
      code: 'conflict',
    });
    await giveUpVersion(company.manager, { templateId });
    expect((await versionsOf()).map(({ id }) => id)).toEqual([old.id]);
    await expect(giveUpVersion(company.manager, { templateId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
