import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { intents } from '@/db/schema/intents';
import { payments } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { createEnquiry } from '@/lib/bookings/enquiries';
import { recordPayment } from '@/lib/bookings/money/payments';
import { createBooking } from '@/lib/bookings/mutations';
import { bookingForm } from '@/lib/bookings/schema';
import { formOf, makeOffice, type Office } from '@/lib/bookings/testing/office';
import { addComment } from '@/lib/comments/mutations';
import { createCustomer } from '@/lib/customers/mutations';
import { command, nothing } from './command';
import { Refusal } from './errors';
import { forgetOldIntents, readOutcome } from './intents';

let mine: Office;
let theirs: TestCompany;
beforeAll(async () => {
  mine = await makeOffice();
  theirs = await makeCompany();
});

const person = () => ({ name: `Ama ${v7()}`, language: 'en' as const, cuisine: '' as const });

const named = async (name: string) =>
  actAs(mine.manager, (tx) => tx.select().from(customers).where(eq(customers.name, name)));

const paidOn = async (bookingId: string) =>
  actAs(mine.manager, (tx) => tx.select().from(payments).where(eq(payments.bookingId, bookingId)));

describe('what a command looks at before its transaction', () => {
  const steps: string[] = [];
  let refuses = false;
  const counted = command({
    name: 'counted',
    permission: 'customers.write',
    input: z.object({ name: z.string() }),
    output: z.object({ id: z.string() }),
    before: async ({ role }, { name }) => {
      steps.push(`before ${name} as ${role}`);
      if (refuses) throw new Refusal('rate_limited', 'Too many. Wait a minute.');
    },
    write: async (_tx, { name }) => {
      steps.push(`write ${name}`);
      return { id: v7() };
    },
  });
  beforeEach(() => {
    steps.length = 0;
    refuses = false;
  });

  test('comes after rights and input, and before anything is written', async () => {
    await expect(
      counted({ role: 'client', companyId: mine.id, userId: v7(), customerId: v7() }, { name: 'a' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(counted(mine.manager, { name: 1 as never })).rejects.toMatchObject({ code: 'invalid' });
    expect(steps).toEqual([]);
    await counted(mine.manager, { name: 'a' }, { key: v7() });
    expect(steps).toEqual(['before a as manager', 'write a']);
  });

  test('never hands the database what it can’t hold, though a schema let it through', async () => {
    for (const name of ['a\u0000', '\ud83c', 'b\udf89c'])
      await expect(counted(mine.manager, { name })).rejects.toMatchObject({ code: 'invalid' });
    expect(steps).toEqual([]);
    await counted(mine.manager, { name: 'Ama 🎉' });
  });

  test('refuses without a write, and the same intent may be sent again', async () => {
    const key = v7();
    refuses = true;
    await expect(counted(mine.manager, { name: 'a' }, { key })).rejects.toMatchObject({
      code: 'rate_limited',
    });
    expect(await readOutcome(mine.manager, key)).toEqual({ done: false });
    refuses = false;
    await counted(mine.manager, { name: 'a' }, { key });
    expect(steps).toEqual(['before a as manager', 'before a as manager', 'write a']);
  });

  test('counts an intent once: whose answer was lost gets it, though the limit is reached', async () => {
    const key = v7();
    const first = await counted(mine.manager, { name: 'a' }, { key });
    refuses = true;
    expect(await counted(mine.manager, { name: 'a' }, { key })).toEqual(first);
    expect(steps).toEqual(['before a as manager', 'write a']);
    await expect(counted(mine.manager, { name: 'b' }, { key })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('an intent', () => {
  test('whose answer was lost, tried again, happens once and answers the same', async () => {
    const key = v7();
    const input = bookingForm.parse(formOf(mine));
    const first = await createBooking(mine.staff, input, { key });
    expect(await createBooking(mine.staff, input, { key })).toEqual(first);
    const customer = person();
    const made = await createCustomer(mine.manager, customer, { key: v7() });
    expect(await named(customer.name)).toEqual([expect.objectContaining(made)]);
    await recordPayment(mine.staff, { bookingId: first.id, amount: 100, method: 'cash' }, { key: v7() });
    const twice = v7();
    for (const _ of [1, 2])
      await recordPayment(mine.staff, { bookingId: first.id, amount: 200, method: 'cash' }, { key: twice });
    expect((await paidOn(first.id)).map(({ amount }) => amount).sort()).toEqual([100, 200]);
  });

  test('sent three times at once makes one booking', async () => {
    const [key, input] = [v7(), bookingForm.parse(formOf(mine))];
    const all = await Promise.all([1, 2, 3].map(() => createBooking(mine.staff, input, { key })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const { customerId } = await makeBooking(mine.id);
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId });
    const client = { role: 'client', companyId: mine.id, userId: user.id, customerId } as const;
    const { customerId: _, ...enquiry } = input;
    const asked = await Promise.all([1, 2, 3].map(() => createEnquiry(client, enquiry, { key })));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(asked[0]?.id).not.toBe(all[0]?.id);
  });

  test('with other input, or of another command, is refused once it happened', async () => {
    const [key, customer] = [v7(), person()];
    await createCustomer(mine.manager, customer, { key });
    const other = createCustomer(mine.manager, { ...customer, notes: 'Vegan' }, { key });
    await expect(other).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('already'),
    });
    const note = addComment(mine.manager, { on: { kind: 'case', id: v7() }, body: 'x' }, { key });
    await expect(note).rejects.toMatchObject({ code: 'conflict' });
    expect(await named(customer.name)).toHaveLength(1);
  });

  test('that was refused may be sent again, corrected', async () => {
    const [key, taken] = [v7(), person()];
    await createCustomer(mine.manager, { ...person(), phone: '024 400 8001' });
    const refused = createCustomer(mine.manager, { ...taken, phone: '0244008001' }, { key });
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      detail: { fields: { phone: expect.any(String) } },
    });
    expect(await readOutcome(mine.manager, key)).toEqual({ done: false });
    const { id } = await createCustomer(mine.manager, { ...taken, phone: '0244008002' }, { key });
    expect(await readOutcome(mine.manager, key)).toEqual({ done: true, result: { id } });
  });

  test('is known to the person whose it is and to nobody else', async () => {
    const key = v7();
    await createCustomer(mine.manager, person(), { key });
    for (const other of [mine.staff, theirs.manager])
      expect(await readOutcome(other, key)).toEqual({ done: false });
    const again = person();
    await createCustomer(theirs.manager, again, { key });
  });

  test('is forgotten after a week, not before', async () => {
    const [old, young] = [v7(), v7()];
    for (const key of [old, young]) await createCustomer(theirs.manager, person(), { key });
    await actAs(theirs.manager, (tx) =>
      tx.insert(intents).values({
        companyId: theirs.id,
        userId: theirs.manager.userId,
        key: v7(),
        command: 'x',
        digest: 'x',
        createdAt: new Date(Date.now() - 8 * 86_400_000),
      }),
    );
    await forgetOldIntents(theirs.id);
    const left = await actAs(theirs.manager, (tx) =>
      tx.select({ n: sql<number>`count(*)::int` }).from(intents).where(eq(intents.command, 'x')),
    );
    expect(left).toEqual([{ n: 0 }]);
    expect(await readOutcome(theirs.manager, young)).toMatchObject({ done: true });
  });

  test('has one effect whatever the interleaving of its retries', async () => {
    const tries = fc.array(
      fc.record({ who: fc.constantFrom('manager', 'staff'), key: fc.nat(2), wait: fc.nat(4) }),
      {
        minLength: 2,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(tries, async (attempts) => {
        const { id: bookingId } = await makeBooking(mine.id);
        const keys = [v7(), v7(), v7()];
        await Promise.all(
          attempts.map(async ({ who, key, wait }) => {
            for (let turn = 0; turn < wait; turn += 1) await new Promise(setImmediate);
            const actor = who === 'manager' ? mine.manager : mine.staff;
            const amount = 100 + key;
            return recordPayment(actor, { bookingId, amount, method: 'cash' }, { key: keys[key] });
          }),
        );
        const wanted = new Set(attempts.map(({ who, key }) => `${who} ${100 + key}`));
        const found = (await paidOn(bookingId)).map(
          ({ amount, recordedBy }) => `${recordedBy === mine.manager.userId ? 'manager' : 'staff'} ${amount}`,
        );
        expect(found.sort()).toEqual([...wanted].sort());
      }),
      { numRuns: 25 },
    );
  });
});

describe('what is not one transaction', () => {
  const ran: string[] = [];
  const call = command({
    name: 'test call',
    permission: 'customers.write',
    input: z.object({ what: z.string() }),
    run: async (_actor, { what }) => {
      ran.push(what);
      return { said: what };
    },
  });

  test('is run once for one key, and its answer is found again', async () => {
    const key = v7();
    const what = v7();
    expect(await call(mine.manager, { what }, { key })).toEqual({ said: what });
    expect(await call(mine.manager, { what }, { key })).toEqual({ said: what });
    expect(ran.filter((one) => one === what)).toHaveLength(1);
    expect(await readOutcome(mine.manager, key)).toEqual({ done: true, result: { said: what } });
    await expect(call(mine.manager, { what: 'other' }, { key })).rejects.toMatchObject({ code: 'conflict' });
  });

  /** A call that waits at its provider until the test lets it go on. */
  function slow() {
    let [times, begin, goOn] = [0, () => {}, () => {}];
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const send = command({
      name: 'test slow call',
      permission: 'customers.write',
      input: z.object({}),
      run: async () => {
        times += 1;
        begin();
        await gate;
        return { times };
      },
    });
    return { send, begun, goOn: () => goOn(), times: () => times };
  }

  test('sent twice at once has one effect, and is unknown until that is known', async () => {
    const key = v7();
    const { send, begun, goOn, times } = slow();
    const first = send(mine.manager, {}, { key });
    await begun;
    await expect(send(mine.manager, {}, { key })).rejects.toMatchObject({ code: 'conflict' });
    expect(await readOutcome(mine.manager, key)).toEqual({ done: false, pending: true });
    goOn();
    expect(await first).toEqual({ times: 1 });
    expect(await send(mine.manager, {}, { key })).toEqual({ times: 1 });
    expect(times()).toBe(1);
  });

  test('that broke stays unknown until its claim expires; then one of two takes it over', async () => {
    const key = v7();
    let times = 0;
    const send = command({
      name: 'test broken call',
      permission: 'customers.write',
      input: z.object({}),
      run: async () => {
        times += 1;
        throw new Error('The provider is away');
      },
    });
    await expect(send(mine.manager, {}, { key })).rejects.toThrow('away');
    await expect(send(mine.manager, {}, { key })).rejects.toMatchObject({ code: 'conflict' });
    expect(await readOutcome(mine.manager, key)).toEqual({ done: false, pending: true });
    const expire = { pendingUntil: new Date(0) };
    await actAs(mine.manager, (tx) => tx.update(intents).set(expire).where(eq(intents.key, key)));
    expect(await readOutcome(mine.manager, key)).toEqual({ done: false });
    const again = await Promise.allSettled([1, 2].map(() => send(mine.manager, {}, { key })));
    expect(again.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(times).toBe(2);
  });

  test('that was refused may be sent again, corrected, under its key', async () => {
    const key = v7();
    const pick = command({
      name: 'test refusing call',
      permission: 'customers.write',
      input: z.object({ ok: z.boolean() }),
      run: async (_actor, { ok }) => {
        if (!ok) throw new Refusal('invalid', 'Not like this.');
        return { ok };
      },
    });
    await expect(pick(mine.manager, { ok: false }, { key })).rejects.toMatchObject({ code: 'invalid' });
    expect(await readOutcome(mine.manager, key)).toEqual({ done: false });
    expect(await pick(mine.manager, { ok: true }, { key })).toEqual({ ok: true });
  });
});

describe('a command', () => {
  const rename = command({
    name: 'test',
    permission: 'customers.write',
    input: z.object({ id: z.uuid(), name: z.string().min(1, 'Enter a name.') }),
    output: nothing,
    write: async (tx, { id, name }) => {
      await tx.update(customers).set({ name }).where(eq(customers.id, id));
    },
    after: async () => {
      throw new Error('the engine is away');
    },
  });

  test('refuses roles and API keys without the permission, before it looks at the input', async () => {
    await expect(rename(mine.staff, { id: 'x', name: '' })).rejects.toMatchObject({ code: 'forbidden' });
    const key = { id: v7(), permissions: ['bookings.read'] };
    const limited = rename({ ...mine.manager, apiKey: key }, { id: 'x', name: '' });
    await expect(limited).rejects.toMatchObject({ code: 'forbidden' });
    await expect(rename({ role: 'runner', name: 'x' }, { id: 'x', name: '' })).rejects.toBeInstanceOf(
      Refusal,
    );
  });

  test('tells all fields that are wrong', async () => {
    await expect(rename(mine.manager, { id: 'x', name: '' })).rejects.toMatchObject({
      detail: { fields: { id: expect.any(String), name: 'Enter a name.' } },
    });
  });

  test('done stays done where its events can’t be set off; an API key’s work carries its name', async () => {
    const { id } = await makeCustomer(mine.id);
    const key = { id: v7(), permissions: ['customers.write'] };
    await rename({ ...mine.manager, apiKey: key }, { id, name: 'By key' });
    expect(await named('By key')).toHaveLength(1);
    const [row] = await actAs(mine.manager, (tx) =>
      tx.execute(sql`select actor from audit_events where row_id = ${id} order by id desc limit 1`),
    );
    expect(row?.actor).toBe(`key:${key.id}`);
  });
});
