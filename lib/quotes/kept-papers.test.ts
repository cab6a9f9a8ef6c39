import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { companies } from '@/db/schema/companies';
import { quotePapers, quotes } from '@/db/schema/quotes';
import { actAs, readAs } from '@/db/session';
import { quoteFileByLink } from './file-by-link';
import { askKept, findUnkept, keepAccepted } from './kept-papers';
import { makeQuoted, type Quoted } from './testing/quoted';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));
vi.mock('@/lib/auth/origin', () => ({ currentOrigin: async () => ({ ip: '127.0.0.1', requestId: 'test' }) }));

const drawing = vi.hoisted(() => ({ broken: false }));
vi.mock('@/lib/paper/drawing/draw-pdf', async (original) => {
  const { drawPdf } = await original<typeof import('@/lib/paper/drawing/draw-pdf')>();
  return {
    drawPdf: (paper: Parameters<typeof drawPdf>[0]) =>
      drawing.broken ? Promise.reject(new Error('No typeface')) : drawPdf(paper),
  };
});

let world: Quoted;
let token: string;
let quoteId: string;
beforeAll(async () => {
  world = await makeQuoted();
  ({ token, id: quoteId } = await world.quote());
});

const kept = () => world.inCompany((tx) => tx.select().from(quotePapers));
const download = async () => {
  const answer = await quoteFileByLink(token, new Date());
  return Buffer.from(await answer.arrayBuffer());
};
const sha256 = (of: Buffer) => createHash('sha256').update(of).digest('hex');

describe('the paper of an accepted quote', () => {
  test('is none before; accepted on several phones at once it is kept once, as a file of its own hash', async () => {
    expect((await download()).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await kept()).toEqual([]);
    await Promise.all([1, 2, 3, 4].map(() => world.say(token, {}).catch((error: unknown) => error)));
    const [paper, ...others] = await kept();
    const [quote] = await world.quotesNow();
    expect(others).toEqual([]);
    expect(quote).toMatchObject({ status: 'accepted', agreementHash: paper?.agreementHash });
    expect(paper?.sha256).toBe(sha256(paper?.pdf ?? Buffer.alloc(0)));
    expect(await keepAccepted({ companyId: world.office.id, quoteId }, new Date())).toBe(false);
  });

  test('is the same file for good, whatever the company writes on its paper later', async () => {
    const before = await download();
    await world.inCompany((tx) =>
      tx.update(companies).set({ documentFooter: 'Another foot', taxNumber: 'C999', paperSize: 'letter' }),
    );
    const after = await download();
    expect(sha256(after)).toBe(sha256(before));
    expect((await kept())[0]?.sha256).toBe(sha256(after));
  });

  test('can’t be changed, taken away, put in another’s place or read by strangers', async () => {
    const [paper] = await kept();
    const { manager, system } = world.office;
    for (const statement of [
      sql`update quote_papers set kept_at = now()`,
      sql`delete from quote_papers`,
      sql`truncate quote_papers`,
    ])
      await expect(actAs(system, (tx) => tx.execute(statement))).rejects.toMatchObject({
        code: '42501',
      });
    await expect(actAs(manager, (tx) => tx.insert(quotePapers).values(paper as never))).rejects.toMatchObject(
      { code: '42501' },
    );
    const other = await makeQuoted();
    const open = await other.quote();
    const forged = { ...(paper as NonNullable<typeof paper>), companyId: other.office.id, quoteId: open.id };
    await expect(other.inCompany((tx) => tx.insert(quotePapers).values(forged))).rejects.toMatchObject({
      code: 'CT063',
    });
    expect(await other.inCompany((tx) => tx.select().from(quotePapers))).toEqual([]);
    // Their office, with the id of ours.
    const asked = await readAs(other.office.manager, (tx) => [askKept(tx, { id: quoteId })] as const);
    expect(asked).toEqual([[]]);
    expect(await keepAccepted({ companyId: other.office.id, quoteId }, new Date())).toBe(false);
  });

  test('that is missing, since its drawing failed or it is older than this, is found and drawn', async () => {
    const other = await makeQuoted();
    const made = await other.quote();
    expect(await findUnkept(other.office.id)).toEqual([]);
    drawing.broken = true;
    await other.say(made.token, {});
    drawing.broken = false;
    const [quote] = await other.inCompany((tx) => tx.select().from(quotes).where(eq(quotes.id, made.id)));
    expect(quote?.status).toBe('accepted');
    const unkept = await findUnkept(other.office.id);
    expect(unkept).toEqual([made.id]);
    for (const id of unkept) await keepAccepted({ companyId: other.office.id, quoteId: id }, new Date());
    expect(await other.inCompany((tx) => tx.select().from(quotePapers))).toHaveLength(1);
  });
});
