import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeSession } from '@/db/factories/session';
import { companies } from '@/db/schema/companies';
import { items } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { cancelBooking } from '@/lib/bookings/cancelling/call-off';
import { create, makeOffice, type Office } from '@/lib/bookings/testing/office';
import type { PaperDocument } from '@/lib/paper/document';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { eventPapers } from './event-papers';
import { eventPaperScreen } from './screens';

let office: Office;
let sessionId: string;
let bookingId: string;
beforeAll(async () => {
  office = await makeOffice();
  sessionId = await makeSession(office.staff.userId);
  await actAs(office.manager, (tx) =>
    tx
      .update(items)
      .set({ contains: ['peanuts'], mayContain: ['milk'], freeFrom: ['gluten'], diets: ['halal'] })
      .where(eq(items.id, office.menu.itemId)),
  );
  ({ id: bookingId } = await create(office, { vendorMeals: '4', specialRequests: 'By the back door' }));
});

async function open(paper: string, id = bookingId, search = {}) {
  const opened = await openScreen(eventPaperScreen, {
    sessionId,
    address: { params: { id, paper }, search },
  });
  return opened.state === 'open' ? receive(opened.sent).data.paper : undefined;
}
const textOf = (paper: PaperDocument | undefined) => JSON.stringify(paper?.parts ?? null);

describe('the papers of an event', () => {
  test.each(eventPapers)('%s is drawn, says whose event it is and nothing of money', async (kind) => {
    const paper = await open(kind);
    if (!paper) throw new Error('There is no such paper');
    expect(paper.subtitle).toBe('Mensah wedding');
    expect(textOf(paper)).not.toMatch(/GHS|25\.00/);
    expect((await drawPdf(paper)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('the packing list has everything to tick; the delivery note everything to sign for', async () => {
    const packing = textOf(await open('packing'));
    for (const said of ['75 portions', 'Additional waiter', 'By the back door', 'Packed by'])
      expect(packing).toContain(said);
    expect(packing).toMatch(/"title":"Meals for vendors","items":\["4"\]/);
    const delivery = textOf(await open('delivery'));
    for (const said of ['75 portions', 'Received by', 'Received complete']) expect(delivery).toContain(said);
  });

  test('a card says what a dish has, may have, and what nobody has said', async () => {
    const paper = await open('allergens');
    expect(paper?.parts).toEqual([
      {
        kind: 'labels',
        labels: [
          {
            title: expect.stringContaining('Jollof rice'),
            mark: 'Contains: Peanuts',
            lines: ['May contain: Milk', '11 allergens unknown: ask us', 'Halal'],
          },
        ],
      },
    ]);
    await actAs(office.system, (tx) => tx.update(companies).set({ language: 'fr' }));
    expect(textOf(await open('allergens'))).toContain('Contient : Arachides');
    await actAs(office.system, (tx) => tx.update(companies).set({ language: 'en' }));
  });

  test('a label says what is in the box, for how many and where it goes, as often as it is asked for', async () => {
    const labelsOf = async (search = {}) => {
      const [part] = (await open('labels', bookingId, search))?.parts ?? [];
      return part?.kind === 'labels' ? part : undefined;
    };
    const [one, ...more] = (await labelsOf())?.labels ?? [];
    expect(more).toEqual([]);
    expect(one).toMatchObject({ amount: '75 portions', mark: 'Contains: Peanuts' });
    expect(one?.lines).toEqual([
      ...['May contain: Milk', '11 allergens unknown: ask us', 'Halal'],
      expect.stringMatching(/^Mensah wedding · .+/),
      expect.stringMatching(/, \d\d:\d\d · BK/),
    ]);
    const four = await labelsOf({ each: '4' });
    expect(four?.labels.map(({ amount }) => amount)).toEqual(
      [1, 2, 3, 4].map((at) => `75 portions · ${at} of 4`),
    );
    expect((await labelsOf({ each: '99' }))?.labels).toHaveLength(60);
    for (const each of ['0', '-1', 'x', '1e3']) expect((await labelsOf({ each }))?.labels).toHaveLength(1);
  });

  test('a dish sold by the tray has a label for each tray; of a cancelled event each says so', async () => {
    const sell = (set: { unit: 'tray' | 'guest'; feeds: number | null }) =>
      actAs(office.manager, (tx) => tx.update(items).set(set).where(eq(items.id, office.menu.itemId)));
    await sell({ unit: 'tray', feeds: 25 });
    const dish = { thing: { kind: 'dish' as const, id: office.menu.itemId }, quantity: '12', notes: '' };
    const { id } = await create(office, { lines: [dish] });
    await sell({ unit: 'guest', feeds: null });
    const amounts = async () => {
      const [part] = (await open('labels', id))?.parts.filter(({ kind }) => kind === 'labels') ?? [];
      return part?.kind === 'labels' ? part.labels.map(({ amount }) => amount) : [];
    };
    expect(await amounts()).toEqual(Array.from({ length: 12 }, (_, at) => `Feeds 25 · ${at + 1} of 12`));
    await cancelBooking(office.manager, { id, reason: 'Called off' });
    expect(new Set(await amounts())).toEqual(new Set(['This event is cancelled. Don’t cook.']));
  });

  test.each(eventPapers)(
    '%s of a cancelled event says so on screen and on each sheet of the file',
    async (kind) => {
      const { id } = await create(office);
      await cancelBooking(office.manager, { id, reason: 'Called off' });
      const [first, ...rest] = (await open(kind, id))?.parts ?? [];
      const said = 'This event is cancelled. Don’t cook.';
      expect(first).toMatchObject({ kind: 'box', tone: 'danger', title: said });
      // Of a sheet of cards or labels the file has these alone.
      const labels = rest.flatMap((part) => (part.kind === 'labels' ? part.labels : []));
      expect(labels.length > 0).toBe(kind === 'allergens' || kind === 'labels');
      for (const label of labels) expect(label.amount).toBe(said);
    },
  );

  test('another paper, or a booking of somebody else, isn’t there', async () => {
    const other = await makeOffice();
    const { id } = await create(other);
    expect(await open('money')).toBeUndefined();
    expect(await open('packing', id)).toBeUndefined();
  });
});
