import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { conversations, messages, senders } from '@/db/schema/messaging';
import { passkeys } from '@/db/schema/passkeys';
import { consents, customers, memberships, rateLimits, sessions, users } from '@/db/schema/people';
import { secondFactors } from '@/db/schema/second-factors';
import { signInCodes } from '@/db/schema/sign-in-codes';
import { type Actor, actAs } from '@/db/session';
import { visit } from '@/db/visit';
import { issueDevice } from '@/lib/auth/device';
import { openSession } from '@/lib/auth/open-session';
import { writeTicket } from '@/lib/auth/portal/code-ticket';
import { enterPortal, openDoors, proveCode } from '@/lib/auth/portal/enter';
import { keepCode } from '@/lib/auth/portal/keep-code';
import { signInWithProof } from '@/lib/auth/sign-in-proof';
import { sweepSignIns } from '@/lib/auth/sweep';
import { mergeCustomers } from '@/lib/customers/merge';
import { messageOwners } from '@/lib/message-owners';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import { hidden } from '@/lib/messaging/outbox/secrets';
import { approveTemplates, startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { forgetEnv } from '@/lib/platform/env';
import { type Contact, contactKey, readContact } from './contact';
import { mayAskForCode, sendCode } from './send-code';

const origin = { ip: '192.0.2.88', requestId: 'portal-test' };
const asGate = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs<T>({ role: 'auth', name: 'test' }, work);
let provider: TestProvider;
let company: TestCompany;

beforeAll(async () => {
  process.env.MAIL_FROM = 'office@example.test';
  provider = await startProvider({}, { mail: true });
  company = await makeCompany({ country: 'GH', name: 'Akwaaba' });
  await approveTemplates(provider, company.id);
});
afterAll(async () => {
  delete process.env.MAIL_FROM;
  forgetEnv();
  await provider.close();
});
beforeEach(() => asGate((tx) => tx.delete(rateLimits).where(sql`key like 'portal%'`)));

const contactOf = (typed: string) => readContact(typed) as Contact;
const newMail = () => `ama-${v7()}@example.test`;
const person = (given: Parameters<typeof makeCustomer>[1] = {}, of = company) =>
  makeCustomer(of.id, { email: newMail(), ...given });
const stored = async (id: string) => {
  const [row] = await actAs(company.system, (tx) => tx.select().from(customers).where(eq(customers.id, id)));
  if (!row) throw new Error('no such customer');
  return row;
};

/** Asks for a code as a browser does; gives its ticket and what came of it. */
async function ask(typed: string, replaces?: string) {
  const id = v7();
  await sendCode({ id, contact: contactOf(typed), replaces }, origin);
  const [row] = await asGate((tx) => tx.select().from(signInCodes).where(eq(signInCodes.id, id)));
  return { id, row, ticket: writeTicket(id, new Date()) };
}

const messageOf = async (id: string, of = company) => {
  const [row] = await actAs(of.system, (tx) =>
    tx
      .select()
      .from(messages)
      .where(eq(messages.onceKey, `sign_in_code:${id}`)),
  );
  if (!row) throw new Error('no message was queued');
  return row;
};
const deliver = async (id: string, of = company) =>
  deliverMessage({ companyId: of.id, messageId: (await messageOf(id, of)).id }, messageOwners.kinds);

/** The code that arrived on the phone or in the mailbox. */
async function codeAt(address: string): Promise<string> {
  const { messages: sent } = await provider.control<{ messages: { to: string; body: string }[] }>('messages');
  const { mails } = await provider.control<{ mails: { to: string[]; text: string }[] }>('mails');
  const texts = [
    ...sent.filter(({ to }) => to === `whatsapp:${address}`).map(({ body }) => body),
    ...mails.filter(({ to }) => to.includes(address)).map(({ text }) => text),
  ];
  const codes = texts.flatMap((text) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
  return codes.at(-1) ?? 'none';
}

/** Asks, receives and enters the code; the ticket is proved then. */
async function prove(typed: string, arrives: string, of = company) {
  const asked = await ask(typed);
  await deliver(asked.id, of);
  const code = await codeAt(arrives);
  expect(await proveCode({ ticket: asked.ticket, code }, origin, new Date())).toEqual({ ok: true });
  return { ...asked, code };
}
const enter = (ticket: string, customerId?: string) =>
  enterPortal({ ticket, customerId }, origin, new Date());
async function signIn(typed: string, arrives: string) {
  const { ticket } = await prove(typed, arrives);
  const entered = await enter(ticket);
  if (!entered.ok) throw new Error(entered.reason);
  const session = await signInWithProof({ proof: entered.proof, userAgent: 'Phone' }, origin, new Date());
  return { ...entered, sessionId: session?.sessionId ?? '' };
}
const lives = async (sessionId: string) => (await visit(sessionId)) !== undefined;

describe('a client', () => {
  test('signs in by a code on WhatsApp; the first time makes their login, the next finds it', async () => {
    const { id, phone } = await person();
    const first = await signIn(phone ?? '', phone ?? '');
    expect((await visit(first.sessionId))?.identity).toMatchObject({
      role: 'client',
      customerId: id,
      companyId: company.id,
      email: '',
      name: 'Ama Mensah',
    });
    const [row] = await asGate((tx) => tx.select().from(sessions).where(eq(sessions.id, first.sessionId)));
    expect(row).toMatchObject({ openedBy: 'code', companyId: company.id });
    expect((await signIn(phone ?? '', phone ?? '')).userId).toBe(first.userId);
  });

  test('is known by their number however it is typed, and by their mailbox', async () => {
    const { id, phone } = await person();
    const { email } = await stored(id);
    const national = `0${phone?.slice(4)}`;
    for (const typed of [
      national,
      `${national.slice(0, 3)} ${national.slice(3)}`,
      `00233${phone?.slice(4)}`,
    ]) {
      expect((await ask(typed)).row).toMatchObject({ customerId: id, channel: 'whatsapp', address: phone });
      await asGate((tx) => tx.delete(rateLimits).where(sql`key like 'portal%'`));
    }
    expect((await signIn(email?.toUpperCase() ?? '', email ?? '')).customerId).toBe(id);
  });

  test('gets the mail in their own language', async () => {
    const { id } = await person({ language: 'fr' });
    const { email } = await stored(id);
    await deliver((await ask(email ?? '')).id);
    const { mails } = await provider.control<{ mails: { subject: string; text: string }[] }>(
      `mails?to=${encodeURIComponent(email ?? '')}`,
    );
    expect(mails[0]).toMatchObject({ subject: 'Votre code pour Akwaaba' });
  });
});

describe('a code', () => {
  test('works once, also for two at the same moment, and lets in once', async () => {
    const { phone } = await person();
    const asked = await ask(phone ?? '');
    await deliver(asked.id);
    const code = await codeAt(phone ?? '');
    const both = await Promise.all(
      [1, 2].map(() => proveCode({ ticket: asked.ticket, code }, origin, new Date())),
    );
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const entries = await Promise.all([enter(asked.ticket), enter(asked.ticket)]);
    expect(entries.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await enter(asked.ticket)).toEqual({ ok: false, reason: 'late' });
    expect(await proveCode({ ticket: asked.ticket, code }, origin, new Date())).toMatchObject({ ok: false });
  });

  test('takes five tries, then not even the right one; who is unknown gets the same answers', async () => {
    const { phone } = await person();
    const known = await ask(phone ?? '');
    await deliver(known.id);
    const code = await codeAt(phone ?? '');
    const unknown = await ask('+233240000001');
    expect(unknown.row).toBeUndefined();
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = async (ticket: string, last: string) => {
      const found = [];
      for (let n = 0; n < 5; n += 1) found.push(await proveCode({ ticket, code: wrong }, origin, new Date()));
      return [...found, await proveCode({ ticket, code: last }, origin, new Date())];
    };
    const said = await answers(known.ticket, code);
    expect(said).toEqual([
      ...Array(5).fill({ ok: false, reason: 'wrong' }),
      { ok: false, reason: 'too_many' },
    ]);
    expect(await answers(unknown.ticket, code)).toEqual(said);
  });

  test('ends with a newer one of the same browser, and after ten minutes', async () => {
    const { phone } = await person();
    const old = await ask(phone ?? '');
    await deliver(old.id);
    const oldCode = await codeAt(phone ?? '');
    const fresh = await ask(phone ?? '', old.id);
    await deliver(fresh.id);
    expect(await proveCode({ ticket: old.ticket, code: oldCode }, origin, new Date())).toMatchObject({
      reason: 'wrong',
    });
    await asGate((tx) =>
      tx
        .update(signInCodes)
        .set({ expiresAt: sql`now() - interval '1 second'` as unknown as Date })
        .where(eq(signInCodes.id, fresh.id)),
    );
    const code = await codeAt(phone ?? '');
    expect(await proveCode({ ticket: fresh.ticket, code }, origin, new Date())).toMatchObject({
      reason: 'wrong',
    });
    await expect(
      asGate((tx) =>
        tx
          .update(signInCodes)
          .set({ expiresAt: sql`now() + interval '1 minute'` as unknown as Date })
          .where(eq(signInCodes.id, fresh.id)),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('stays good while strangers ask for others for the same number', async () => {
    const { phone } = await person();
    const own = await ask(phone ?? '');
    await deliver(own.id);
    const code = await codeAt(phone ?? '');
    await deliver((await ask(phone ?? '')).id);
    expect(await proveCode({ ticket: own.ticket, code }, origin, new Date())).toEqual({ ok: true });
  });

  test('that is older than its life, used or replaced is never sent', async () => {
    const { phone } = await person();
    const first = await ask(phone ?? '');
    const second = await ask(phone ?? '', first.id);
    expect(await deliver(first.id)).toMatchObject({ outcome: 'not_sent', reason: 'code_ended' });
    await asGate((tx) =>
      tx
        .update(signInCodes)
        .set({ expiresAt: sql`now() - interval '1 second'` as unknown as Date })
        .where(eq(signInCodes.id, second.id)),
    );
    expect(await deliver(second.id)).toMatchObject({ outcome: 'not_sent', reason: 'code_ended' });
    expect(await codeAt(phone ?? '')).toBe('none');
  });

  test('of one browser opens nothing in another, nor with a ticket that somebody wrote', async () => {
    const [mine, other] = [await person(), await person()];
    const [own, theirs] = [await ask(mine.phone ?? ''), await ask(other.phone ?? '')];
    await deliver(own.id);
    const code = await codeAt(mine.phone ?? '');
    expect(await proveCode({ ticket: theirs.ticket, code }, origin, new Date())).toMatchObject({ ok: false });
    const [, seal = ''] = own.ticket.split(/\.(?=[\w-]{43}$)/);
    for (const forged of [undefined, '', own.id, `${own.id}.zzzzzz.${seal}`, `${own.ticket}x`])
      expect(await proveCode({ ticket: forged, code }, origin, new Date())).toEqual({
        ok: false,
        reason: 'late',
      });
    expect(await enter(own.ticket)).toEqual({ ok: false, reason: 'late' });
    expect(await openDoors(own.ticket, origin, new Date())).toEqual([]);
  });

  test('stands in no row, no thread and no trail that anybody reads', async () => {
    const { id, phone } = await person();
    for (const typed of [phone ?? '', (await stored(id)).email ?? '']) {
      const asked = await ask(typed);
      await deliver(asked.id);
      const code = await codeAt(typed);
      expect(code).toMatch(/^\d{6}$/);
      const message = await messageOf(asked.id);
      expect(message.body).toContain(hidden);
      const rows = await actAs(company.manager, (tx) =>
        tx.execute<{ text: string }>(sql`
          select to_jsonb(m)::text as text from messages m where m.id = ${message.id}
          union all select to_jsonb(a)::text from audit_events a where a.company_id = ${company.id}
          union all select to_jsonb(e)::text from message_events e where e.company_id = ${company.id}`),
      );
      expect(rows.length).toBeGreaterThan(1);
      for (const { text } of rows) expect(text).not.toMatch(new RegExp(`\\b${code}\\b`));
    }
  });

  test('a sealed one opens nowhere else', async () => {
    const { phone } = await person();
    const asked = await ask(phone ?? '');
    const message = await messageOf(asked.id);
    const other = await ask((await person()).phone ?? '');
    await actAs(company.system, (tx) =>
      tx
        .update(messages)
        .set({ contentVariables: { ...message.contentVariables, codeId: other.id } })
        .where(eq(messages.id, message.id)),
    );
    expect(await deliver(asked.id)).toMatchObject({ outcome: 'retry_at' });
    expect(await codeAt(phone ?? '')).toBe('none');
  });
});

describe('limits', () => {
  const may = (typed: string, ip = origin.ip, device?: string) =>
    mayAskForCode(contactOf(typed), { ip }, device).then(
      () => true,
      () => false,
    );
  const inAQuarter = () =>
    asGate((tx) =>
      tx.execute(
        sql`update rate_limits set resets_at = resets_at - interval '15 minutes' where key like 'portal%'`,
      ),
    );

  test('three codes in a quarter of an hour of one address for one contact in any spelling', async () => {
    const said = [];
    for (const typed of ['0244123456', '+233 24 412 3456', '00233244123456', '024 412 3456'])
      said.push(await may(typed));
    expect(said).toEqual([true, true, true, false]);
    expect(await may('nobody@example.test')).toBe(true);
  });

  test('no stranger uses up what a contact gets: eight a day of one address, and its owner gets theirs', async () => {
    const said = [];
    for (let quarter = 0; quarter < 12; quarter += 1) {
      for (let n = 0; n < 4; n += 1) said.push(await may('0244123457', '198.51.100.1'));
      await inAQuarter();
    }
    expect(said.filter(Boolean)).toHaveLength(8);
    await expect(mayAskForCode(contactOf('0244123457'), { ip: '198.51.100.1' })).rejects.toMatchObject({
      message: expect.stringContaining('tomorrow'),
    });
    expect(await may('0244123457')).toBe(true);
  });

  test('a phone gets thirty codes an hour and sixty a day, whoever asks', async () => {
    const crowd = async (first: number) => {
      let sent = 0;
      for (let n = first; n < first + 35; n += 1) if (await may('0244123458', `203.0.113.${n}`)) sent += 1;
      return sent;
    };
    expect(await crowd(1)).toBe(30);
    for (let n = 0; n < 4; n += 1) await inAQuarter();
    expect(await crowd(50)).toBe(30);
    for (let n = 0; n < 4; n += 1) await inAQuarter();
    expect(await crowd(100)).toBe(0);
    // A browser that a code opened before isn't kept out by any crowd, and floods nobody either.
    const account = contactKey(contactOf('+233244123458'));
    const device = issueDevice(account);
    const own = [];
    for (let n = 0; n < 6; n += 1) own.push(await may('024 412 3458', origin.ip, device));
    expect(own).toEqual([...Array(5).fill(true), false]);
    expect(await may('0244123458', '203.0.113.200', issueDevice('ama@example.test'))).toBe(false);
  });

  test('sixty of one address, whoever is asked for', async () => {
    const said = [];
    for (let n = 0; n < 61; n += 1)
      said.push(
        await mayAskForCode(contactOf(`a${n}@example.test`), { ip: '203.0.113.7' }).then(
          () => true,
          () => false,
        ),
      );
    expect(said).toEqual([...Array(60).fill(true), false]);
  });
});

describe('who said STOP', () => {
  const say = (customerId: string, channel: 'whatsapp' | 'email') =>
    actAs(company.system, (tx) =>
      tx.insert(consents).values({
        ...{ companyId: company.id, customerId, channel, state: 'withdrawn' },
        ...{ source: 'whatsapp', textVersion: 'test-1' },
      }),
    );
  test('gets the code by mail, and without a mailbox none; also where it was queued before', async () => {
    const { id, phone } = await person();
    const queued = await ask(phone ?? '');
    await say(id, 'whatsapp');
    expect(await deliver(queued.id)).toMatchObject({ outcome: 'not_sent', reason: 'opted_out' });
    const { email } = await stored(id);
    expect((await signIn(phone ?? '', email ?? '')).customerId).toBe(id);
    const alone = await person({ email: null });
    await say(alone.id, 'whatsapp');
    expect((await ask(alone.phone ?? '')).row).toBeUndefined();
    await say(id, 'email');
    expect((await ask(email ?? '')).row).toBeUndefined();
  });

  test('nobody else has to have agreed before', async () => {
    const { phone } = await person({ optedIn: false });
    expect(await signIn(phone ?? '', phone ?? '')).toMatchObject({ ok: true });
  });
});

describe('a number or mailbox that is somebody else’s by now', () => {
  const set = (id: string, values: Partial<typeof customers.$inferInsert>) =>
    actAs(company.manager, (tx) => tx.update(customers).set(values).where(eq(customers.id, id)));
  const anotherPhone = () => `+23320${Math.floor(1_000_000 + Math.random() * 8_999_999)}`;

  test('opens the record that has it now, and ends what it opened before', async () => {
    const old = await person();
    const session = await signIn(old.phone ?? '', old.phone ?? '');
    const onItsWay = await prove(old.phone ?? '', old.phone ?? '');
    await set(old.id, { phone: anotherPhone() });
    expect(await lives(session.sessionId)).toBe(false);
    expect(await enter(onItsWay.ticket)).toEqual({ ok: false, reason: 'late' });
    expect((await ask(old.phone ?? '')).row).toBeUndefined();
    const holder = await person({ phone: old.phone });
    const theirs = await signIn(old.phone ?? '', old.phone ?? '');
    expect(theirs.customerId).toBe(holder.id);
    expect(theirs.userId).not.toBe(session.userId);
  });

  test('takes along what its holder set up: no passkey opens the record, no second step locks its customer out', async () => {
    const { id, phone } = await person();
    const stranger = await signIn(phone ?? '', phone ?? '');
    const { userId } = stranger;
    await asGate(async (tx) => {
      await tx
        .insert(passkeys)
        .values({ userId, credentialId: v7(), publicKey: 'x'.repeat(40), counter: 0, name: 'Theirs' });
      await tx.insert(secondFactors).values({ userId, secretSealed: 'x', lastStep: 1, recoveryHashes: [] });
    });
    const byStep = await asGate((tx) =>
      openSession(tx, { userId, epoch: 1, companyId: company.id, userAgent: 'Phone', by: 'password' }),
    );
    expect(await lives(byStep)).toBe(true);
    await set(id, { notes: 'Rings first' });
    expect(await lives(byStep)).toBe(true);
    const corrected = anotherPhone();
    await set(id, { phone: corrected });
    expect(await lives(byStep)).toBe(false);
    expect(await asGate((tx) => tx.select().from(passkeys).where(eq(passkeys.userId, userId)))).toEqual([]);
    const told = sql`select user_id as by from audit_events where action = 'second_step_reset' and detail ->> 'userId' = ${userId}`;
    expect(await actAs(company.manager, (tx) => tx.execute(told))).toEqual([{ by: company.manager.userId }]);
    expect((await signIn(corrected, corrected)).customerId).toBe(id);
  });

  test('leaves a login with a password of its own its second step', async () => {
    const { id } = await person();
    const { id: userId } = await makeUser({
      ...{ companyId: company.id, role: 'client', customerId: id, email: newMail() },
    });
    await asGate((tx) =>
      tx.insert(secondFactors).values({ userId, secretSealed: 'x', lastStep: 1, recoveryHashes: [] }),
    );
    await set(id, { phone: anotherPhone() });
    expect(
      await asGate((tx) => tx.select().from(secondFactors).where(eq(secondFactors.userId, userId))),
    ).toHaveLength(1);
  });

  test('a code on its way ends when the record changes', async () => {
    const { id, phone } = await person();
    const asked = await ask(phone ?? '');
    await set(id, { phone: anotherPhone() });
    expect(await deliver(asked.id)).toMatchObject({ outcome: 'not_sent', reason: 'code_ended' });
  });

  test('other edits and another spelling end nothing', async () => {
    const { id, phone } = await person();
    const session = await signIn(phone ?? '', phone ?? '');
    await set(id, { name: 'Ama Owusu', notes: 'Rings first' });
    const { email } = await stored(id);
    await set(id, { email: email?.toUpperCase() });
    expect(await lives(session.sessionId)).toBe(true);
  });

  test('opens nothing where the office knows another customer in its conversation', async () => {
    const old = await person();
    const holder = await person();
    await actAs(company.system, (tx) =>
      tx.insert(conversations).values({
        companyId: company.id,
        address: `whatsapp:${old.phone}`,
        customerId: holder.id,
      }),
    );
    expect((await ask(old.phone ?? '')).row).toBeUndefined();
  });

  test('of a merged record opens the kept one; of an erased record nothing, and all its sessions end', async () => {
    const [kept, gone] = [await person({ email: null }), await person()];
    const session = await signIn(gone.phone ?? '', gone.phone ?? '');
    await mergeCustomers(company.manager, { keptId: kept.id, goneId: gone.id });
    // One person, by the office's word: what they had open is of the kept record now, and its phone gets the code.
    expect((await visit(session.sessionId))?.identity.customerId).toBe(kept.id);
    expect((await ask(gone.phone ?? '')).row).toMatchObject({ customerId: kept.id, address: kept.phone });
    const after = await signIn(kept.phone ?? '', kept.phone ?? '');
    const { id: userId } = await makeUser({ companyId: company.id, role: 'client', customerId: kept.id });
    const byPassword = v7();
    await asGate((tx) =>
      tx.insert(sessions).values({
        ...{ id: byPassword, userId, epoch: 1 },
        expiresAt: sql`now() + interval '1 day'` as unknown as Date,
      }),
    );
    expect(await lives(byPassword)).toBe(true);
    await actAs(company.system, (tx) =>
      tx.update(customers).set({ anonymisedAt: new Date() }).where(eq(customers.id, kept.id)),
    );
    expect([await lives(after.sessionId), await lives(byPassword)]).toEqual([false, false]);
    expect((await ask(kept.phone ?? '')).row).toBeUndefined();
  });
});

describe('several records', () => {
  test('one is chosen, of those that the code opens and no other', async () => {
    const other = await makeCompany({ country: 'GH', name: 'Zongo Kitchen' });
    const stranger = await person();
    const { id, phone } = await person();
    const there = await makeCustomer(other.id, { phone, name: 'A. Mensah' });
    const { ticket } = await prove(phone ?? '', phone ?? '');
    expect(await enter(ticket)).toEqual({ ok: false, reason: 'choose' });
    expect((await openDoors(ticket, origin, new Date())).map(({ company: name }) => name)).toEqual([
      'Akwaaba',
      'Zongo Kitchen',
    ]);
    expect(await enter(ticket, stranger.id)).toEqual({ ok: false, reason: 'late' });
    expect(await enter(ticket, v7())).toEqual({ ok: false, reason: 'late' });
    const entered = await enter(ticket, there.id);
    expect(entered).toMatchObject({ ok: true, companyId: other.id, customerId: there.id });
    expect(await enter(ticket, id)).toEqual({ ok: false, reason: 'late' });
    const [member] = await actAs(other.system, (tx) =>
      tx
        .select()
        .from(memberships)
        .where(eq(memberships.userId, entered.ok ? entered.userId : '')),
    );
    expect(member).toMatchObject({ role: 'client', customerId: there.id });
  });

  test('a company that can read its codes at its provider gets into no other company’s records by them', async () => {
    const { id, phone } = await person();
    const its = await makeCompany({ country: 'GH', name: 'A trap' });
    await approveTemplates(provider, its.id);
    const trap = await makeCustomer(its.id, { phone });
    await actAs(its.system, (tx) =>
      tx.update(senders).set({ accountSid: `AC${'5'.repeat(32)}`, authTokenSealed: 'x' }),
    );
    expect((await ask(phone ?? '')).row).toMatchObject({ companyId: company.id, customerId: id });

    const code = v7();
    await keepCode(
      {
        ...{ id: code, code: '123456', replaces: undefined, companyId: its.id, customerId: trap.id },
        ...{ channel: 'whatsapp', address: phone ?? '' },
      },
      origin,
    );
    const ticket = writeTicket(code, new Date());
    expect(await proveCode({ ticket, code: '123456' }, origin, new Date())).toEqual({ ok: true });
    expect((await openDoors(ticket, origin, new Date())).map(({ customerId }) => customerId)).toEqual([
      trap.id,
    ]);
    expect(await enter(ticket, id)).toEqual({ ok: false, reason: 'late' });
    expect(await enter(ticket)).toMatchObject({ ok: true, companyId: its.id, customerId: trap.id });
  });

  test('nor where it changes to the installation’s account before the code is spent', async () => {
    const { id, phone } = await person();
    const its = await makeCompany({ country: 'GH', name: 'A turncoat' });
    const trap = await makeCustomer(its.id, { phone });
    const account = (accountSid: string | null) =>
      actAs(its.system, (tx) => tx.update(senders).set({ accountSid, authTokenSealed: accountSid && 'x' }));
    const doorsOfCode = async (before: () => Promise<unknown>, after: () => Promise<unknown>) => {
      await before();
      const code = v7();
      await keepCode(
        {
          ...{ id: code, code: '123456', replaces: undefined, companyId: its.id, customerId: trap.id },
          ...{ channel: 'whatsapp', address: phone ?? '' },
        },
        origin,
      );
      await after();
      const ticket = writeTicket(code, new Date());
      await proveCode({ ticket, code: '123456' }, origin, new Date());
      return (await openDoors(ticket, origin, new Date())).map(({ customerId }) => customerId).toSorted();
    };
    const nothing = async () => undefined;
    const own = () => account(`AC${'5'.repeat(32)}`);
    const shared = () => account(null);
    expect(await doorsOfCode(own, shared)).toEqual([trap.id]);
    // To its own account and back while the code is under way.
    expect(await doorsOfCode(nothing, () => own().then(shared))).toEqual([trap.id]);
    expect(await doorsOfCode(nothing, nothing)).toEqual([id, trap.id].toSorted());
  });

  test('a number without its country is of the company that it was given to', async () => {
    const abroad = await makeCompany({ country: 'FR' });
    const french = await makeCustomer(abroad.id, { phone: '+33612345678' });
    const id = v7();
    await sendCode({ id, contact: contactOf('06 12 34 56 78') }, origin);
    const [row] = await asGate((tx) =>
      tx.select().from(signInCodes).where(eq(signInCodes.customerId, french.id)),
    );
    // That company has no approved wording and its customer no mailbox: known, and out of reach.
    expect(row).toBeUndefined();
    await approveTemplates(provider, abroad.id);
    await sendCode({ id, contact: contactOf('06 12 34 56 78') }, origin);
    expect(await messageOf(id, abroad)).toMatchObject({ customerId: french.id });
  });
});

describe('logins that there are', () => {
  test('an invited client’s own mailbox opens their own login, with its second step', async () => {
    const { id } = await person();
    const { email } = await stored(id);
    const login = await makeUser({
      ...{ companyId: company.id, role: 'client', customerId: id, email: email ?? '' },
    });
    expect((await signIn(email ?? '', email ?? '')).userId).toBe(login.id);
    await asGate((tx) =>
      tx
        .insert(secondFactors)
        .values({ userId: login.id, secretSealed: 'x', lastStep: 1, recoveryHashes: [] }),
    );
    const { ticket } = await prove(email ?? '', email ?? '');
    expect(await enter(ticket)).toMatchObject({ ok: false, reason: 'second_step' });
  });

  test('no code opens a login of the office, whatever its address', async () => {
    const { id } = await person();
    const { email } = await stored(id);
    const other = await makeCompany();
    const staff = await makeUser({ companyId: other.id, role: 'manager', email: email ?? '' });
    await actAs(company.system, (tx) =>
      tx
        .insert(memberships)
        .values({ companyId: company.id, userId: staff.id, role: 'client', customerId: id }),
    );
    const entered = await signIn(email ?? '', email ?? '');
    expect(entered.userId).not.toBe(staff.id);
    expect((await visit(entered.sessionId))?.identity.role).toBe('client');
  });

  test('one that was closed stays closed', async () => {
    const { phone } = await person();
    const { userId, sessionId } = await signIn(phone ?? '', phone ?? '');
    await actAs(company.manager, (tx) =>
      tx.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId)),
    );
    expect(await lives(sessionId)).toBe(false);
    const { ticket } = await prove(phone ?? '', phone ?? '');
    expect(await enter(ticket)).toEqual({ ok: false, reason: 'late' });
  });
});

describe('in the database', () => {
  test('nobody but the gate reads codes or lets anybody in', async () => {
    const { id, phone } = await person();
    const { ticket, id: codeId } = await prove(phone ?? '', phone ?? '');
    const client: Actor = { role: 'client', companyId: company.id, userId: v7(), customerId: id };
    for (const actor of [company.manager, company.staff, client]) {
      await expect(actAs(actor, (tx) => tx.select().from(signInCodes))).rejects.toMatchObject({
        code: '42501',
      });
      for (const call of [
        sql`select * from enter_portal(${codeId}::uuid, ${id}::uuid, ${v7()}::uuid, true)`,
        sql`select * from portal_doors('phone', ${phone}, true)`,
      ])
        await expect(actAs(actor, (tx) => tx.execute(call))).rejects.toMatchObject({ code: '42501' });
    }
    await expect(actAs(company.system, (tx) => tx.select().from(signInCodes))).rejects.toMatchObject({
      code: '42501',
    });
    // Not even the gate without a proof.
    const unproved = await ask((await person()).phone ?? '');
    await expect(
      asGate((tx) =>
        tx.execute(sql`select * from enter_portal(${unproved.id}::uuid, ${id}::uuid, ${v7()}::uuid, true)`),
      ),
    ).rejects.toMatchObject({ code: 'CT193' });
    await expect(
      asGate((tx) => tx.update(signInCodes).set({ endedAt: null }).where(eq(signInCodes.id, codeId))),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await enter(ticket)).toMatchObject({ ok: true });
  });

  test('codes of before yesterday are forgotten', async () => {
    const { id: customerId, phone } = await person();
    const made = async (hoursAgo: number) => {
      const id = v7();
      const createdAt = new Date(Date.now() - hoursAgo * 3_600_000);
      await asGate((tx) =>
        tx.insert(signInCodes).values({
          ...{ id, companyId: company.id, customerId, channel: 'whatsapp', address: phone ?? '' },
          ...{ codeHash: 'a'.repeat(64), createdAt, expiresAt: createdAt },
        }),
      );
      return id;
    };
    const [old, recent] = [await made(25), await made(23)];
    await sweepSignIns(new Date());
    const left = await asGate((tx) =>
      tx.select({ id: signInCodes.id }).from(signInCodes).where(eq(signInCodes.customerId, customerId)),
    );
    expect(left.map(({ id }) => id)).toEqual([recent]);
    expect(old).not.toBe(recent);
  });
});

test('what can be neither number nor mailbox is no contact', () => {
  for (const typed of ['', 'ama', '12', 'ama@', '@b.test', '024 412 3456 ext. 12', 'a b@c.test'])
    expect(readContact(typed)).toBeUndefined();
  expect(readContact(' Ama@Example.Test ')).toEqual({ kind: 'email', email: 'ama@example.test' });
});
