import { mkdirSync, writeFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { makePackage } from '@/db/factories/package';
import { makeSession } from '@/db/factories/session';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { items } from '@/db/schema/menu';
import { packageParts } from '@/db/schema/packages';
import { actAs } from '@/db/session';
import { addDiet } from '@/lib/bookings/diets/mutations';
import { creditInvoice, issueInvoice } from '@/lib/bookings/money/invoices';
import { advanceBooking, updateBooking } from '@/lib/bookings/mutations';
import { create, edit, makeOffice, type Office } from '@/lib/bookings/testing/office';
import { acknowledgeVersion } from '@/lib/bookings/versions/mutations';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { saveLetterhead } from '@/lib/paper/letterhead/mutations';
import { letterheadScreen } from '@/lib/paper/letterhead/screens';
import { formatMoney } from '@/lib/platform/format/money';
import { openScreen, type Screen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { copyScreen, orderScreen, productionScreen } from './screens';

let office: Office;
let other: Office;
let staff: string;
let booking: string;
beforeAll(async () => {
  office = await makeOffice();
  other = await makeOffice();
  staff = await makeSession(office.staff.userId);
  await actAs(office.manager, (tx) =>
    tx.update(items).set({ preparationMinutes: 1500 }).where(eq(items.id, office.menu.itemId)),
  );
  ({ id: booking } = await create(office, {
    startsAt: '2031-12-12T14:00',
    endsAt: '2031-12-12T18:00',
    children: '5',
    vendorMeals: '4',
  }));
  await addDiet(office.staff, {
    ...{
      bookingId: booking,
      guest: 'Ama',
      people: 1,
      avoids: ['peanuts'],
      diets: [],
      severe: true,
      notes: null,
    },
  });
  await advanceBooking(office.manager, { id: booking, to: 'confirmed' });
});

type Questions = readonly PromiseLike<unknown>[];
async function open<I, Q extends Questions, D>(
  screen: Screen<I, Q, D>,
  {
    session = staff,
    id = booking,
    ...rest
  }: { session?: string; id?: string; version?: string; [name: string]: string | undefined } = {},
) {
  const { version = '', ...search } = rest;
  const opened = await openScreen(screen, {
    sessionId: session,
    address: { params: { id, version }, search },
  });
  return opened.state === 'open' ? receive(opened.sent).data : opened.state;
}
const order = async (copy: string) => {
  const data = await open(orderScreen, { copy });
  if (typeof data === 'string') throw new Error(data);
  return data.paper;
};
const look = async (name: string, paper: Parameters<typeof drawPdf>[0]) => {
  const pdf = await drawPdf(paper);
  if (!process.env.PAPER_LOOK) return;
  mkdirSync(process.env.PAPER_LOOK, { recursive: true });
  writeFileSync(`${process.env.PAPER_LOOK}/${name}.pdf`, pdf);
};

describe('an order', () => {
  test('says its version, the diets with what is severe, and money on the office’s copy alone', async () => {
    const kitchen = await order('kitchen');
    expect(kitchen.number).toMatch(/ · version 1 · Kitchen copy$/);
    expect(kitchen.parts).toContainEqual({
      ...{ kind: 'box', tone: 'danger', title: 'Diets and allergies', lines: ['SEVERE. Ama: no peanuts'] },
    });
    const [forOffice, forKitchen] = [await order('office'), kitchen].map((paper) =>
      JSON.stringify(paper.parts),
    );
    expect(forOffice).toMatch(/GHS/);
    expect(forKitchen).not.toMatch(/GHS|Balance/);
    await look('beo-kitchen', kitchen);
    await look('beo-office', await order('office'));
  });

  test('tells each reader what changed since they last knew, and nothing once they said so', async () => {
    await updateBooking(
      office.manager,
      await edit(office, booking, ({ lines }) => ({
        guests: '90',
        lines: lines.map((line) => (line.thing.kind === 'dish' ? { ...line, quantity: '90' } : line)),
      })),
    );
    const changed = (paper: Awaited<ReturnType<typeof order>>) =>
      paper.parts.find((part) => part.kind === 'box' && part.tone === 'attention');
    const before = await order('kitchen');
    expect(changed(before)).toMatchObject({ title: 'Changed since version 1' });
    expect(JSON.stringify(changed(before))).toContain('Guests: 75 → 90');
    await look('beo-changed', before);
    await acknowledgeVersion(office.staff, { bookingId: booking, party: 'kitchen', number: 2 });
    const after = await order('kitchen');
    expect(changed(after)).toBeUndefined();
    expect(JSON.stringify(after.parts)).toMatch(/version 2.*Test staff/);
    expect(changed(await order('service'))).toBeDefined();
  });

  test('asks on the office’s copy for what is left, less what was credited', async () => {
    const billed = await actAs(office.system, (tx) =>
      tx.select({ total: bookings.total }).from(bookings).where(eq(bookings.id, booking)),
    );
    const total = billed[0]?.total ?? 0;
    const { id: invoiceId } = await issueInvoice(office.staff, {
      ...{ bookingId: booking, total, dueOn: '2099-01-01' },
    });
    await creditInvoice(office.manager, { invoiceId, amount: 10_000, reason: 'A late start' });
    const sums = (await order('office')).parts.find((part) => part.kind === 'totals');
    expect(sums).toMatchObject({
      rows: expect.arrayContaining([
        { label: 'Balance', amount: formatMoney(total - 10_000, 'GHS', 'en-GH'), strong: true },
      ]),
    });
  });

  test('that was printed of an older version is stale by its code, which says what changed', async () => {
    expect(await open(copyScreen, { version: '1' })).toMatchObject({
      ...{ state: 'stale', newest: 2, changes: expect.arrayContaining(['Guests: 75 → 90']) },
    });
    expect(await open(copyScreen, { version: '2' })).toMatchObject({ state: 'current', changes: [] });
    expect(await open(copyScreen, { version: '7' })).toMatchObject({ state: 'unknown' });
    for (const version of ['-1', 'x', '1.5']) expect(await open(copyScreen, { version })).toBe('nothing');
    const { code } = await order('kitchen');
    expect(code?.address).toMatch(new RegExp(`/bookings/${booking}/order/2$`));
  });

  test('is nobody else’s: another company has nothing there, and a client may not', async () => {
    const stranger = await makeSession(other.manager.userId);
    const user = await makeUser({ companyId: office.id, role: 'client', customerId: office.customerId });
    const client = await makeSession(user.id);
    expect(await open(orderScreen, { session: stranger })).toBe('nothing');
    expect(await open(copyScreen, { session: stranger, version: '1' })).toBe('nothing');
    expect(await open(orderScreen, { session: client })).toBe('forbidden');
    expect(await open(copyScreen, { session: client, version: '1' })).toBe('forbidden');
    expect(await open(productionScreen, { session: client })).toBe('forbidden');
    const theirs = await open(productionScreen, { session: stranger, day: '2031-12-12' });
    expect(JSON.stringify(theirs)).not.toContain('Mensah');
  });
});

describe('a production sheet', () => {
  const sheet = async (day: string) => {
    const data = await open(productionScreen, { day });
    if (typeof data === 'string') throw new Error(data);
    return data.paper;
  };

  test('sums what two events of a day need of one dish, with its beginning the day before', async () => {
    const second = await create(office, {
      startsAt: '2031-12-12T18:00',
      endsAt: '2031-12-12T22:00',
      guests: '40',
      lines: [{ thing: { kind: 'dish', id: office.menu.itemId }, quantity: '40', notes: 'Mild' }],
    });
    await create(office, { startsAt: '2031-12-12T09:00', endsAt: '2031-12-12T11:00' });
    await advanceBooking(office.manager, { id: second.id, to: 'confirmed' });
    const paper = await sheet('2031-12-12');
    const cook = paper.parts.find(
      (part) => part.kind === 'table' && part.title === 'To cook, all events together',
    );
    expect(cook).toMatchObject({
      rows: [
        { look: 'group' },
        { look: 'sum', cells: [expect.stringMatching(/^Jollof/), '130 portions', '11 Dec, 13:00'] },
        { look: 'part', cells: ['14:00 Mensah wedding', '90 portions', '11 Dec, 13:00'] },
        { look: 'part', cells: ['18:00 Mensah wedding', '40 portions', '11 Dec, 17:00'], note: 'Mild' },
      ],
    });
    expect(JSON.stringify(paper.parts)).toContain('SEVERE. Ama: no peanuts');
    await look('production', paper);
  });

  test('cooks the dishes of a package for as many as it feeds, one that stands in two courses once', async () => {
    const whole = await makePackage(office.id, { pricing: 'fixed', choose: 1 });
    const again = { companyId: office.id, packageId: whole.id, courseId: whole.sides, itemId: whole.main };
    const { id } = await create(office, {
      startsAt: '2032-03-01T12:00',
      endsAt: '2032-03-01T14:00',
      guests: '60',
    });
    await actAs(office.system, async (tx) => {
      await tx.insert(packageParts).values(again);
      await tx.insert(bookingLines).values({
        ...{ companyId: office.id, bookingId: id, kind: 'menu', name: 'Line', unit: 'flat' },
        ...{ packageId: whole.id, unitPrice: 0, quantity: 2, position: 9 },
        choices: [whole.mains, whole.sides].map((courseId) => ({ courseId, itemId: whole.main })) as never,
      });
    });
    await advanceBooking(office.manager, { id, to: 'confirmed' });
    const cook = (await sheet('2032-03-01')).parts.find(
      (part) => part.kind === 'table' && part.title === 'To cook, all events together',
    );
    const sums =
      cook?.kind === 'table'
        ? cook.rows.flatMap(({ look, cells }) => (look === 'sum' ? [cells.slice(0, 2)] : []))
        : [];
    expect(sums).toContainEqual([expect.stringContaining(whole.id.slice(-6)), '60 portions']);
  });

  test('of the day before says what is begun on it for later', async () => {
    const paper = await sheet('2031-12-11');
    expect(paper.parts).toMatchObject([
      { kind: 'table', rows: [] },
      {
        title: 'Begin today for later days',
        rows: [{ cells: ['13:00', expect.anything(), '12 Dec, 14:00 Mensah wedding', '90 portions'] }, {}],
      },
    ]);
  });

  test('goes by the company’s clock', async () => {
    await actAs(office.system, (tx) =>
      tx.execute(sql`update companies set time_zone = 'Pacific/Kiritimati' where id = ${office.id}`),
    );
    expect((await sheet('2031-12-12')).parts).toMatchObject([{ rows: [] }, {}]);
    expect(JSON.stringify((await sheet('2031-12-13')).parts)).toContain('04:00 Mensah wedding');
    await actAs(office.system, (tx) =>
      tx.execute(sql`update companies set time_zone = 'Africa/Accra' where id = ${office.id}`),
    );
  });
});

describe('the letterhead', () => {
  const said = {
    documentFooter: 'Ltd',
    paymentInstructions: 'MoMo 024',
    paperSize: 'letter' as const,
    logoId: null,
  };

  test('is set by managers, stands on what is printed, and isn’t written over by who saw an older one', async () => {
    const manager = await makeSession(office.manager.userId);
    const now = await open(letterheadScreen, { session: manager });
    if (typeof now === 'string') throw new Error(now);
    await saveLetterhead(office.manager, { ...said, version: now.letterhead.version });
    expect((await order('kitchen')).letterhead).toMatchObject({
      ...{ footer: 'Ltd', payment: 'MoMo 024', size: 'letter' },
    });
    await expect(
      saveLetterhead(office.manager, { ...said, version: now.letterhead.version }),
    ).rejects.toMatchObject({ code: 'stale' });
    // Who the company is stays with its profile, whatever a form brings along.
    const { address, taxNumber } = now.letterhead;
    const again = await open(letterheadScreen, { session: manager });
    if (typeof again === 'string') throw new Error(again);
    const brought = { ...said, address: 'Elsewhere', taxNumber: 'X', version: again.letterhead.version };
    await saveLetterhead(office.manager, brought);
    expect((await order('kitchen')).letterhead).toMatchObject({ address, taxNumber });
  });

  test('is no business of staff, in the database too', async () => {
    expect(await open(letterheadScreen)).toBe('forbidden');
    await expect(saveLetterhead(office.staff as never, { ...said, version: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      actAs(office.staff, (tx) =>
        tx.update(companies).set({ taxNumber: 'X' }).where(eq(companies.id, office.id)),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
