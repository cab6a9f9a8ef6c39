import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeBooking, readBooking } from '@/db/factories/booking';
import { vouchers } from '@/db/schema/cases';
import { messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { redeemVoucher } from '@/lib/bookings/redeem-voucher';
import {
  ask,
  makeCompleted,
  makeWorld,
  say,
  stateOf,
  type World,
} from '@/lib/feedback/testing/conversation-world';
import { decideProposedRemedy, proposeRemedy } from './offer-remedy';
import { readCase } from './queries';
import { remedyForm, remedyInput } from './schema';
import { settleVoucher } from './send-voucher';

let world: World;
let bookingId: string;
let caseId: string;
beforeEach(async () => {
  world = await makeWorld({ remedyLimit: 50_000 });
  bookingId = await makeCompleted(world);
  await ask(world, bookingId);
  caseId = (await say(world, '1')).caseId ?? '';
});

describe('a remedy', () => {
  const offer = { remedy: 'refund', note: 'The cold rice' } as const;

  test('holds at once up to the limit, above it a manager decides once', async () => {
    const { staff, manager } = world.company;
    expect(await proposeRemedy(staff, { caseId, ...offer, amount: 50_000 })).toMatchObject({ waits: false });
    expect(await proposeRemedy(staff, { caseId, ...offer, amount: 50_001 })).toMatchObject({ waits: true });
    const proposal = (await readCase(staff, caseId, new Date()))?.happenings.find(
      (event) => event.kind === 'remedy_proposed',
    );
    const decision = { caseId, eventId: proposal?.id ?? '', approve: true };
    await expect(decideProposedRemedy(staff, decision)).rejects.toMatchObject({ code: 'forbidden' });
    await decideProposedRemedy(manager, decision);
    await expect(decideProposedRemedy(manager, decision)).rejects.toMatchObject({ code: 'conflict' });
    const approved = (await readCase(staff, caseId, new Date()))?.happenings.filter(
      (event) => event.kind === 'remedy_approved',
    );
    expect(approved?.map((event) => event.amount).sort()).toEqual([50_000, 50_001]);
  });

  test('of a manager holds whatever it costs', async () => {
    expect(await proposeRemedy(world.company.manager, { caseId, ...offer, amount: 9_000_000 })).toMatchObject(
      {
        waits: false,
      },
    );
  });
});

const discount = {
  remedy: 'discount',
  rate: 2000,
  amount: 40_000,
  note: 'A fifth off the next event',
} as const;
const vouchersOf = () =>
  actAs(world.company.system, (tx) =>
    tx
      .select()
      .from(vouchers)
      .where(and(eq(vouchers.companyId, world.company.id), eq(vouchers.caseId, caseId))),
  );
const told = async () =>
  (await stateOf(world, bookingId)).said.filter(({ kind }) => kind === 'remedy_voucher');
const endAs = (id: string, ended: Partial<typeof messages.$inferInsert>) =>
  actAs(world.company.system, (tx) => tx.update(messages).set(ended).where(eq(messages.id, id)));
const settle = async (at = 0) =>
  settleVoucher({ companyId: world.company.id, messageId: (await told())[at]?.id ?? '' });

describe('a discount', () => {
  test('becomes a code that is sent to the customer and can be redeemed on their next booking', async () => {
    const { staff } = world.company;
    const { voucher, waits } = await proposeRemedy(staff, { caseId, ...discount });
    expect(waits).toBe(false);
    expect(await vouchersOf()).toMatchObject([{ code: voucher?.code, rate: 2000, state: 'issued' }]);
    const [message] = await told();
    expect(message).toMatchObject({ status: 'waiting', form: 'either', channel: 'whatsapp', asked: false });
    expect(message?.templateId).not.toBeNull();
    expect(message?.body).toContain(voucher?.code);
    expect(message?.body).toMatch(/20 ?%/);
    const next = await makeBooking(world.company.id, { customerId: world.customer.id });
    await redeemVoucher(staff, { bookingId: next.id, code: voucher?.code ?? '' });
    expect(await readBooking(world.company.id, next.id)).toMatchObject({ discountRate: 2000 });
    expect((await readCase(staff, caseId, new Date()))?.vouchers).toMatchObject([
      { code: voucher?.code, state: 'redeemed' },
    ]);
  });

  test('above the limit makes no code until a manager approves it, and then one', async () => {
    const { staff, manager } = world.company;
    const { voucher } = await proposeRemedy(staff, { caseId, ...discount, amount: 60_000 });
    expect(voucher).toBeNull();
    expect(await vouchersOf()).toEqual([]);
    expect(await told()).toEqual([]);
    const [proposal] = (await readCase(staff, caseId, new Date()))?.happenings ?? [];
    const made = await decideProposedRemedy(manager, { caseId, eventId: proposal?.id ?? '', approve: true });
    expect(await vouchersOf()).toMatchObject([{ code: made.voucher?.code, rate: 2000 }]);
    expect(await told()).toHaveLength(1);
  });

  test('that a manager refuses makes none', async () => {
    await proposeRemedy(world.company.staff, { caseId, ...discount, amount: 60_000 });
    const [proposal] = (await readCase(world.company.staff, caseId, new Date()))?.happenings ?? [];
    await decideProposedRemedy(world.company.manager, {
      caseId,
      eventId: proposal?.id ?? '',
      approve: false,
    });
    expect(await vouchersOf()).toEqual([]);
  });

  test('needs its percent, in the form and in the command', () => {
    const typed = { remedy: 'discount', amount: '40', percent: '', offer: 'x' };
    const form = remedyForm({ currency: 'GHS', locale: 'en-GH' });
    expect(form.safeParse(typed).error?.issues).toMatchObject([{ path: ['percent'] }]);
    expect(form.safeParse({ ...typed, percent: '150' }).success).toBe(false);
    expect(form.parse({ ...typed, percent: '20' })).toMatchObject({ rate: 2000, note: 'x' });
    expect(form.parse({ ...typed, remedy: 'gift', percent: '20' })).toMatchObject({ rate: null });
    expect(remedyInput.safeParse({ caseId, ...discount, rate: null }).success).toBe(false);
    expect(remedyInput.safeParse({ caseId, ...discount, remedy: 'gift' }).success).toBe(false);
  });
});

describe('a code that its message can’t bring', () => {
  beforeEach(async () => {
    await proposeRemedy(world.company.staff, { caseId, ...discount });
  });

  test('goes by SMS, then by e-mail, each once; then people are told', async () => {
    await actAs(world.company.system, (tx) =>
      tx.update(customers).set({ email: 'ama@example.com' }).where(eq(customers.id, world.customer.id)),
    );
    const notSent = (notSentReason: string) => ({ status: 'not_sent' as const, notSentReason });
    await endAs((await told())[0]?.id ?? '', notSent('template_not_approved'));
    expect(await settle()).toBeDefined();
    expect(await settle()).toBeUndefined();
    await endAs((await told())[1]?.id ?? '', notSent('no_sms_sender'));
    expect(await settle(1)).toBeDefined();
    expect((await told()).map(({ channel }) => channel)).toEqual(['whatsapp', 'sms', 'email']);
    expect((await stateOf(world, bookingId)).alerts.map(({ kind }) => kind)).not.toContain(
      'voucher_not_told',
    );
    await endAs((await told())[2]?.id ?? '', notSent('no_mail_server'));
    expect(await settle(2)).toBeUndefined();
    const [voucher] = await vouchersOf();
    expect((await stateOf(world, bookingId)).alerts).toContainEqual(
      expect.objectContaining({
        kind: 'voucher_not_told',
        about: expect.objectContaining({ code: voucher?.code }),
      }),
    );
  });

  test('because the customer opted out is left to people at once', async () => {
    await endAs((await told())[0]?.id ?? '', { status: 'not_sent', notSentReason: 'opted_out' });
    expect(await settle()).toBeUndefined();
    expect(await told()).toHaveLength(1);
    expect((await stateOf(world, bookingId)).alerts.map(({ kind }) => kind)).toContain('voucher_not_told');
  });
});

test('a code goes by e-mail to whoever has no number', async () => {
  const unreached = await makeWorld({}, { phone: null, email: 'esi@example.com' });
  const past = await makeCompleted(unreached);
  const { openByHand } = await import('./open-by-hand');
  const opened = await openByHand(unreached.company.manager, { bookingId: past, summary: 'Cold rice' });
  await proposeRemedy(unreached.company.manager, { caseId: opened.caseId, ...discount });
  expect((await stateOf(unreached, past)).said).toMatchObject([{ channel: 'email', kind: 'remedy_voucher' }]);
});
