import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeCompany, makeUser } from '@/db/factories/company';
import { justSignedIn, makeSession } from '@/db/factories/session';
import { alerts } from '@/db/schema/cases';
import { invoices } from '@/db/schema/money';
import { memberships } from '@/db/schema/people';
import { writeOffs } from '@/db/schema/write-offs';
import { type Actor, actAs, type OfficeActor, readAs } from '@/db/session';
import { changeRole } from '@/lib/people/mutations';
import { databaseError } from '@/lib/platform/errors';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { writeOffAnswered } from '../../alert-kinds';
import { cancelBooking } from '../../cancelling/call-off';
import { askBilledOver, tellBilledOver } from '../../cancelling/queries';
import { advanceBooking } from '../../mutations';
import { create, makeOffice, type Office, refusal } from '../../testing/office';
import { issueInvoice } from '../invoices';
import { recordPayment } from '../payments';
import { invoiceScreen } from '../screens';
import { writeOff } from '../testing/write-off';
import {
  approveWriteOff,
  askWriteOff,
  refuseWriteOff,
  takeBackWriteOff,
  withdrawWriteOff,
} from './mutations';
import { askWriteOffsToday, tellWriteOffsToday } from './queries';

const total = 250_125;
const day = 86_400_000;
let office: Office;
let second: OfficeActor;
let bookingId: string;
let invoiceId: string;

beforeEach(async () => {
  office = await makeOffice();
  const { id: userId } = await makeUser({ companyId: office.id, role: 'manager', name: 'Second Manager' });
  second = { role: 'manager', companyId: office.id, userId };
  ({ id: bookingId } = await create(office));
  await advanceBooking(office.manager, { id: bookingId, to: 'confirmed' });
  ({ id: invoiceId } = await issueInvoice(office.staff, { bookingId, dueOn: '2099-01-01', total }));
});

const ask = (actor: Actor = office.manager, open = total) =>
  askWriteOff(actor as never, { invoiceId, open, reason: 'They moved away' });
const bill = async () => {
  const [row] = await actAs(office.manager, (tx) =>
    tx.select().from(invoices).where(eq(invoices.id, invoiceId)),
  );
  return row;
};
const ledger = async () =>
  Object.fromEntries(
    (
      await actAs(office.manager, (tx) =>
        tx.execute<{ account: string; amount: number }>(
          sql`select account, sum(amount)::int as amount from posting_lines where booking_id = ${bookingId} group by 1`,
        ),
      )
    ).map(({ account, amount }) => [account, amount]),
  );
const openAlerts = async () => {
  const rows = await actAs(office.system, (tx) => tx.select().from(alerts));
  return rows
    .filter(({ clearedAt, userId }) => clearedAt === null && userId === null)
    .map(({ kind, roles }) => ({ kind, roles }));
};
const today = async () => {
  const [rows] = await readAs(office.manager, (tx) => [askWriteOffsToday(tx)] as const);
  return tellWriteOffsToday(rows);
};
/** Only one manager is left. */
const removeSecond = () =>
  actAs(office.manager, (tx) => tx.delete(memberships).where(eq(memberships.userId, second.userId)));
const codeOf = async (work: Promise<unknown>) => databaseError(await refusal(work))?.code;
const move = (actor: Actor, writeOffId: string, state: 'approved' | 'refused' | 'withdrawn' | 'taken_back') =>
  actAs(actor, (tx) => tx.update(writeOffs).set({ state }).where(eq(writeOffs.id, writeOffId)));

describe('a write-off', () => {
  test('that was asked for posts nothing, is told to managers, and stands on Today and on the invoice', async () => {
    await ask(office.staff);
    expect(await bill()).toMatchObject({ open: total, writtenOff: 0 });
    expect((await ledger()).write_off).toBeUndefined();
    expect(await openAlerts()).toEqual([{ kind: 'write_off_asked', roles: ['manager'] }]);
    expect(await today()).toMatchObject({ count: 1, sum: total, events: [{ invoiceId, amount: total }] });
    const seen = async (userId: string) => {
      const opened = await openScreen(invoiceScreen, {
        sessionId: await makeSession(userId),
        address: { params: { id: invoiceId }, search: {} },
      });
      return opened.state === 'open' ? receive(opened.sent).data.writeOffs.waiting : undefined;
    };
    expect(await seen(office.manager.userId)).toMatchObject({
      ...{ reason: 'They moved away', asker: 'Test staff' },
      ...{ approve: { ok: true }, mayRefuse: true, mayWithdraw: false },
    });
    expect(await seen(office.staff.userId)).toMatchObject({ mayRefuse: false, mayWithdraw: true });
    expect((await seen(office.staff.userId))?.approve).toBeUndefined();
  });

  test('is posted when another manager approves it, and ends what asked for it', async () => {
    const asked = await ask();
    expect(await refusal(approveWriteOff(office.manager, asked))).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('another manager'),
    });
    await approveWriteOff(second, asked);
    expect(await bill()).toMatchObject({ open: 0, writtenOff: total, writeOffReason: 'They moved away' });
    expect(await ledger()).toMatchObject({ write_off: total, receivable: 0 });
    expect(await openAlerts()).toEqual([]);
    expect((await today()).count).toBe(0);
    expect(await refusal(approveWriteOff(second, asked))).toMatchObject({ code: 'conflict' });
    await takeBackWriteOff(office.manager, { invoiceId });
    expect(await bill()).toMatchObject({ open: total, writtenOff: 0, writeOffReason: null });
    expect(await ledger()).toMatchObject({ write_off: 0, receivable: total });
  });

  test('that is refused or withdrawn leaves the invoice open; who asked withdraws, the other refuses', async () => {
    const first = await ask();
    expect(await refusal(refuseWriteOff(office.manager, { ...first, note: 'No' }))).toMatchObject({
      message: expect.stringContaining('withdraw'),
    });
    expect(await refusal(withdrawWriteOff(second, first))).toMatchObject({ code: 'forbidden' });
    await refuseWriteOff(second, { ...first, note: 'Call them once more' });
    const next = await ask();
    await withdrawWriteOff(office.manager, next);
    expect(await bill()).toMatchObject({ open: total, writtenOff: 0 });
    expect(await openAlerts()).toEqual([]);
    const rows = await actAs(office.manager, (tx) => tx.select().from(writeOffs));
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['refused', 'withdrawn']);
    expect(rows.every(({ decidedBy, decidedAt }) => decidedBy && decidedAt)).toBe(true);
  });

  test('waits once; of what has changed meanwhile nothing is approved', async () => {
    const asked = await ask();
    expect(await refusal(ask(second))).toMatchObject({ message: expect.stringContaining('already') });
    await recordPayment(office.staff, { bookingId, amount: 100, method: 'cash' });
    expect(await refusal(approveWriteOff(second, asked))).toMatchObject({
      message: expect.stringContaining('changed'),
    });
    await refuseWriteOff(second, { ...asked, note: 'They pay' });
    expect(await refusal(ask(office.manager, total))).toMatchObject({ code: 'conflict' });
    await ask(office.manager, total - 100);
  });

  test('of two who decide at once one does', async () => {
    const asked = await ask(office.staff);
    const all = await Promise.allSettled([
      approveWriteOff(office.manager, asked),
      approveWriteOff(second, asked),
      refuseWriteOff(second, { ...asked, note: 'No' }),
    ]);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([0, total]).toContain((await bill())?.writtenOff);
  });
});

describe('who asked', () => {
  const told = async (actor: Actor) =>
    (await actAs(actor, (tx) => tx.select().from(alerts)))
      .filter(({ kind, clearedAt }) => kind === 'write_off_answered' && clearedAt === null)
      .map(({ about, userId }) => ({ userId, sentence: writeOffAnswered.say(about, nameless, where) }));
  const nameless = { customer: 'Ama', event: null, case: null, template: null };
  const where = { locale: 'en-GH', timeZone: 'Africa/Accra' };

  test('is told what was decided and why, alone, until it is asked anew or taken back', async () => {
    await refuseWriteOff(second, { ...(await ask(office.staff)), note: 'Call them once more' });
    const [refused] = await told(office.staff);
    expect(refused).toMatchObject({
      userId: office.staff.userId,
      sentence: {
        title: expect.stringMatching(/^Not written off: .*2,501\.25 of .*, Ama$/),
        detail: 'Second Manager refused it, and the invoice stays open: Call them once more',
        href: `/invoices/${invoiceId}`,
      },
    });
    for (const actor of [office.manager, second]) expect(await told(actor)).toEqual([]);
    const again = await ask(office.staff);
    expect(await told(office.staff)).toEqual([]);
    await approveWriteOff(second, again);
    expect((await told(office.staff)).map(({ sentence }) => sentence?.detail)).toEqual([
      'Second Manager approved what you asked for.',
    ]);
    await takeBackWriteOff(office.manager, { invoiceId });
    expect(await told(office.staff)).toEqual([]);
  });

  test('and takes it back again is told nothing', async () => {
    await withdrawWriteOff(office.staff, await ask(office.staff));
    expect(await told(office.staff)).toEqual([]);
  });
});

describe('the only manager', () => {
  test('approves what staff ask for at once, and what they ask for themselves a day later', async () => {
    await removeSecond();
    const asked = await ask();
    expect(await refusal(approveWriteOff(office.manager, asked))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('a day after'),
    });
    expect(await codeOf(move(office.manager, asked.writeOffId, 'approved'))).toBe('CT094');
    await withdrawWriteOff(office.manager, asked);
    // As if it had been asked for yesterday, which the automation alone can say.
    const old = { companyId: office.id, invoiceId, amount: total, reason: 'They moved away' };
    const [row] = await actAs(office.system, (tx) =>
      tx
        .insert(writeOffs)
        .values({ ...old, askedBy: office.manager.userId, askedAt: new Date(Date.now() - day - 1000) })
        .returning({ writeOffId: writeOffs.id }),
    );
    await approveWriteOff(office.manager, { writeOffId: row?.writeOffId ?? '' });
    expect(await bill()).toMatchObject({ writtenOff: total });
    await takeBackWriteOff(office.manager, { invoiceId });
    await writeOff(office, { invoiceId, open: total, reason: 'Gone' });
    expect(await bill()).toMatchObject({ writtenOff: total });
  });
});

describe('a manager who sends the other one away', () => {
  test('doesn’t approve what was asked for while there were two, however long ago', async () => {
    const old = { companyId: office.id, invoiceId, amount: total, reason: 'They moved away' };
    const [row] = await actAs(office.system, (tx) =>
      tx
        .insert(writeOffs)
        .values({ ...old, askedBy: office.manager.userId, askedAt: new Date(Date.now() - 9 * day) })
        .returning({ writeOffId: writeOffs.id }),
    );
    const writeOffId = row?.writeOffId ?? '';
    await changeRole(await justSignedIn(office.manager), { userId: second.userId, role: 'staff' });
    expect(await refusal(approveWriteOff(office.manager, { writeOffId }))).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('ask anew'),
    });
    expect(await codeOf(move(office.manager, writeOffId, 'approved'))).toBe('CT094');
    const forge = actAs(office.manager, (tx) => tx.execute(sql`update write_offs set asked_alone = true`));
    expect(await codeOf(forge)).toBe('42501');
    await changeRole(await justSignedIn(office.manager), { userId: second.userId, role: 'manager' });
    expect(await bill()).toMatchObject({ writtenOff: 0 });
    await approveWriteOff(second, { writeOffId });
  });
});

describe('past the commands', () => {
  test('nobody writes off by themselves, for less, for somebody else, or back', async () => {
    const { writeOffId } = await ask();
    const direct = sql`update invoices set written_off = open, write_off_reason = 'Mine', written_off_on = current_date`;
    for (const actor of [office.manager, office.staff, office.system])
      expect(await codeOf(actAs(actor, (tx) => tx.execute(direct)))).toBe('42501');
    expect(await codeOf(move(office.manager, writeOffId, 'approved'))).toBe('CT094');
    expect(await codeOf(move(office.manager, writeOffId, 'refused'))).toBe('CT094');
    expect(await codeOf(move(office.system, writeOffId, 'approved'))).toBe('CT094');
    expect(await codeOf(move(second, writeOffId, 'taken_back'))).toBe('CT093');
    // Not theirs to change: the row rules show staff only their own to write.
    await move(office.staff, writeOffId, 'withdrawn').catch(() => undefined);
    const [row] = await actAs(office.manager, (tx) => tx.select().from(writeOffs));
    expect(row?.state).toBe('asked');
    const insert = (actor: Actor, values: object) =>
      codeOf(
        actAs(actor, (tx) =>
          tx
            .insert(writeOffs)
            .values({ companyId: office.id, invoiceId, amount: total, reason: 'x', ...values }),
        ),
      );
    await withdrawWriteOff(office.manager, { writeOffId });
    expect(await insert(office.manager, { amount: 1 })).toBe('CT093');
    expect(await insert(office.manager, { askedBy: second.userId, state: 'approved' })).toBeUndefined();
    const [latest] = await actAs(office.manager, (tx) =>
      tx.select().from(writeOffs).where(eq(writeOffs.state, 'asked')),
    );
    expect(latest).toMatchObject({ askedBy: office.manager.userId, decidedBy: null });
    expect(
      await codeOf(
        actAs(second, (tx) => tx.execute(sql`update write_offs set asked_by = ${second.userId}::uuid`)),
      ),
    ).toBe('42501');
    expect(await codeOf(move(second, latest?.id ?? '', 'approved'))).toBeUndefined();
  });

  test('another company finds nothing of it and says nothing of its own about it', async () => {
    const theirs = await makeCompany();
    const asked = await ask();
    for (const call of [
      () => ask(theirs.manager),
      () => approveWriteOff(theirs.manager, asked),
      () => refuseWriteOff(theirs.manager, { ...asked, note: 'x' }),
      () => withdrawWriteOff(theirs.manager, asked),
      () => takeBackWriteOff(theirs.manager, { invoiceId }),
    ])
      expect(await refusal(call())).toMatchObject({ code: 'not_found' });
    const foreign = { companyId: office.id, invoiceId, amount: total, reason: 'x' };
    expect(await codeOf(actAs(theirs.manager, (tx) => tx.insert(writeOffs).values(foreign)))).toBe('42501');
    const borrowed = { companyId: theirs.id, invoiceId, amount: total, reason: 'x' };
    expect(await codeOf(actAs(theirs.manager, (tx) => tx.insert(writeOffs).values(borrowed)))).toBe('CT093');
  });
});

test('what is taken back for a cancelled event is credited down to its fee; until then Today says what asks too much', async () => {
  await recordPayment(office.staff, { bookingId, amount: 50_000, method: 'cash' });
  await writeOff(office, { invoiceId, open: total - 50_000, reason: 'Gone' });
  await cancelBooking(office.manager, { id: bookingId, reason: 'Called off' });
  const over = async () => {
    const [rows] = await readAs(office.staff, (tx) => [askBilledOver(tx)] as const);
    return tellBilledOver(rows);
  };
  // The bill is settled, and still says that what was paid is owed.
  expect(await over()).toMatchObject({ count: 1, sum: 50_000, events: [{ id: bookingId, invoiceId }] });
  await takeBackWriteOff(office.manager, { invoiceId });
  expect(await bill()).toMatchObject({ credited: total, open: 0, writtenOff: 0 });
  expect((await over()).count).toBe(0);
  expect(await ledger()).toMatchObject({ write_off: 0, receivable: 0, deposits: -50_000, money: 50_000 });
});
