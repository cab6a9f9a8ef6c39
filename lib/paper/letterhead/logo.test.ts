import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { companies } from '@/db/schema/companies';
import { actAs, readAs } from '@/db/session';
import { addPicture, sweepPictures } from '@/lib/menu/pictures/keep-picture';
import { forgetEnv } from '@/lib/platform/env';
import { databaseError } from '@/lib/platform/errors';
import { logoSize, type PaperDocument } from '../document';
import { drawPdf } from '../drawing/draw-pdf';
import { readLogo, readLogoUrl } from './logo';
import { saveLetterhead } from './mutations';
import { askLetterhead, tellLetterhead } from './queries';

const folder = mkdtempSync(join(tmpdir(), 'cater-logo-'));
let mine: TestCompany;
let theirs: TestCompany;

beforeAll(async () => {
  process.env.CATER_DATA = folder;
  forgetEnv();
  [mine, theirs] = [await makeCompany(), await makeCompany()];
});
afterAll(() => {
  delete process.env.CATER_DATA;
  forgetEnv();
  rmSync(folder, { recursive: true, force: true });
});

const add = async (company: TestCompany, type: 'png' | 'jpeg' | 'webp' = 'png') =>
  addPicture(company.manager, {
    read: async () => ({
      bytes: await sharp({ create: { width: 800, height: 200, channels: 4, background: '#0a08' } })
        .toFormat(type)
        .toBuffer(),
      declared: `image/${type}`,
    }),
  });
const letterheadOf = async (company: TestCompany) => {
  const [[row]] = await readAs(company.staff, (tx) => [askLetterhead(tx)] as const);
  if (!row) throw new Error('No letterhead');
  return { version: row.version, letterhead: tellLetterhead(row) };
};
const save = async (company: TestCompany, logoId: string | null, actor = company.manager) => {
  const { version } = await letterheadOf(company);
  return saveLetterhead(actor, {
    ...{ documentFooter: null, paymentInstructions: null, paperSize: 'a4', logoId, version },
  });
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const pictures = (pdf: Buffer) => [...pdf.toString('latin1').matchAll(/\/Subtype \/Image/g)].length;

describe('a logo', () => {
  test.each(['png', 'jpeg', 'webp'] as const)(
    'in %s stands once on a PDF, A4 and Letter, in its proportion',
    async (type) => {
      await save(mine, (await add(mine, type)).id);
      const { letterhead } = await letterheadOf(mine);
      expect(letterhead.logo).toMatchObject({ width: 800, height: 200 });
      const { width, height } = logoSize(letterhead.logo ?? { width: 1, height: 1 });
      expect(width / height).toBeCloseTo(4);
      const logo = await readLogo(mine.id, letterhead, 'png');
      expect(logo?.subarray(1, 4).toString()).toBe('PNG');
      const parts: PaperDocument['parts'] = [{ kind: 'text', text: 'Hello' }, { kind: 'page' }];
      for (const size of ['a4', 'letter'] as const) {
        const paper = { title: 'Invoice', file: 'invoice', letterhead: { ...letterhead, size }, parts };
        expect(pictures(await drawPdf(paper, logo))).toBe(1);
        expect(pictures(await drawPdf(paper))).toBe(0);
      }
      expect(await readLogoUrl(mine.id, letterhead)).toMatch(/^data:image\/webp;base64,[A-Za-z0-9+/]+=*$/);
    },
  );

  test('is never smaller than it must be nor larger than it is', () => {
    for (const of of [
      { width: 4000, height: 40 },
      { width: 40, height: 4000 },
      { width: 20, height: 10 },
    ]) {
      const { width, height } = logoSize(of);
      expect(width).toBeLessThanOrEqual(150);
      expect(height).toBeLessThanOrEqual(48);
      expect(width / height).toBeCloseTo(of.width / of.height);
    }
    expect(logoSize({ width: 20, height: 10 })).toEqual({ width: 15, height: 7.5 });
  });

  test('stays while it is on paper, and goes with its file once it was taken off', async () => {
    const { id } = await add(mine);
    await save(mine, id);
    const later = new Date(Date.now() + 25 * 3_600_000);
    await sweepPictures(mine.id, later);
    const { letterhead } = await letterheadOf(mine);
    expect(letterhead.logo?.id).toBe(id);
    expect(await readLogo(mine.id, letterhead, 'webp')).toBeInstanceOf(Buffer);
    await save(mine, null);
    expect((await letterheadOf(mine)).letterhead.logo).toBeNull();
    expect(await sweepPictures(mine.id, later)).toBe(1);
  });

  test('is set by managers, and is never another company’s picture or file', async () => {
    const { id } = await add(theirs);
    expect(await refusal(save(mine, id))).toMatchObject({
      detail: { fields: { logoId: expect.stringContaining('isn’t kept') } },
    });
    const own = await add(mine);
    expect(await refusal(save(mine, own.id, mine.staff))).toMatchObject({ code: 'forbidden' });
    const past = actAs(mine.system, (tx) => tx.update(companies).set({ logoId: id }));
    expect(databaseError(await refusal(past))?.code).toBe('23503');
    // A paper that named it all the same finds no file under the company that asks.
    expect(await readLogo(mine.id, { logo: { id, width: 1, height: 1 } }, 'png')).toBeUndefined();
    const trail = await actAs(mine.manager, (tx) =>
      tx.execute(sql`select 1 from audit_events where table_name = 'companies' and changes ? 'logo_id'`),
    );
    expect(trail.length).toBeGreaterThan(0);
  });
});
