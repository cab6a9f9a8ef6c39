import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { alerts } from '@/db/schema/cases';
import { enquiries, enquiryBlocks } from '@/db/schema/enquiries';
import { conversations, messages } from '@/db/schema/messaging';
import { consents, customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { saveEnquirySettings } from '../settings';
import { markSpam } from '../settle-enquiry';
import { findUntold, settleNotices, tellOfEnquiry } from '../tell-of-enquiry';
import { keptDays, tidyEnquiries } from '../tidy-enquiries';
import { type Posted, postEnquiry } from './post-enquiry';
import { readPublicForm } from './read-form';
import { makeStamp } from './stamp';

process.env.AUTH_SECRET ??= 'a secret of tests, of thirty-two characters';

let mine: TestCompany;
let theirs: TestCompany;
let key: string;
let theirKey: string;

const settings = {
  formOn: true,
  heading: null,
  intro: null,
  thanks: 'We answer by tomorrow.',
  consentWords: 'You may write to me.',
  sites: ['https://www.example.com'],
  highValue: null,
  urgentDays: 7,
  answerWithin: 60,
};

beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
  key = (await saveEnquirySettings(mine.manager, { ...settings, version: 0 })).formKey;
  theirKey = (await saveEnquirySettings(theirs.manager, { ...settings, version: 0 })).formKey;
});

const minute = 60_000;
const at = new Date();
const opened = (of = key, ago = minute) => makeStamp(of, new Date(at.getTime() - ago));
let callers = 0;
/** Each from an address of its own, unless said. */
function post(
  fields: Record<string, string>,
  { to = key, ip }: { to?: string; ip?: string } = {},
): Promise<Posted> {
  callers += 1;
  const form = new FormData();
  const all = { name: 'Abena Osei', phone: '024 400 5001', stamp: opened(to), ...fields };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  return postEnquiry(to, form, { ip: ip ?? `10.0.${callers >> 8}.${callers & 255}`, at });
}
const stored = (company = mine) => actAs(company.system, (tx) => tx.select().from(enquiries));
const named = async (name: string) => (await stored()).filter((row) => row.name === name);

describe('the public form', () => {
  test('is found by its key alone, tells what a stranger may know, and is shut when it is shut', async () => {
    const form = await readPublicForm(key);
    expect(form).toMatchObject({ company: mine.name, sites: ['https://www.example.com'] });
    for (const wrong of ['', mine.id, `${key}x`, "' or true --", key.toUpperCase()])
      expect(await readPublicForm(wrong)).toBeUndefined();
    const company = await makeCompany();
    const { formKey } = await saveEnquirySettings(company.manager, {
      ...settings,
      formOn: false,
      version: 0,
    });
    expect(await readPublicForm(formKey)).toBeUndefined();
    await expect(post({}, { to: formKey })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('takes what somebody asks, with the wording they agreed to', async () => {
    const answer = await post({
      name: 'Akosua Frimpong',
      phone: '024 400 5002',
      email: 'akosua@example.test',
      eventType: 'wedding',
      eventDate: '2031-05-01',
      guests: '120',
      place: 'Aburi',
      budget: '12,000.00',
      message: 'We like it spicy.',
      consent: 'yes',
    });
    expect(answer).toEqual({ ok: true, thanks: 'We answer by tomorrow.', company: mine.name });
    const [row] = await named('Akosua Frimpong');
    expect(row).toMatchObject({
      phone: '+233244005002',
      eventDate: '2031-05-01',
      guests: 120,
      budget: 1_200_000,
      source: 'form',
      stage: 'inquiry',
      consentVersion: 1,
      consentWords: 'You may write to me.',
      customerId: null,
      answeredAt: null,
    });
  });

  test('says what is wrong by field, keeps what was typed, and takes it the next time', async () => {
    const wrong = await post({
      name: ' ',
      phone: '',
      email: 'nobody',
      eventDate: '2020-01-01',
      guests: '-4',
      budget: 'much',
    });
    expect(wrong).toMatchObject({ ok: false, values: { email: 'nobody', budget: 'much' } });
    if (wrong.ok) throw new Error('taken');
    expect(Object.keys(wrong.fields).sort()).toEqual(['budget', 'email', 'eventDate', 'guests', 'name']);
    const form = {
      ...wrong.values,
      name: 'Second Try',
      phone: '024 400 5003',
      email: '',
      eventDate: '',
      guests: '',
      budget: '',
    };
    expect(await post({ ...form, stamp: wrong.stamp ?? '' })).toMatchObject({ ok: true });
    expect(await named('Second Try')).toHaveLength(1);
  });

  test('needs one way to be answered', async () => {
    expect(await post({ phone: '', email: '' })).toMatchObject({
      ok: false,
      fields: { phone: expect.any(String) },
    });
    expect(await post({ name: 'By Mail', phone: '', email: 'm@example.test' })).toMatchObject({ ok: true });
    expect(await post({ phone: '12' })).toMatchObject({ ok: false, fields: { phone: expect.any(String) } });
  });

  test('sent twice is one enquiry, at once and later', async () => {
    const stamp = opened();
    await Promise.all(Array.from({ length: 4 }, () => post({ name: 'Twice Tapped', stamp })));
    await post({ name: 'Twice Tapped', stamp });
    expect(await named('Twice Tapped')).toHaveLength(1);
  });

  test('of a machine is thanked for and dropped, or asked once more', async () => {
    expect(await post({ name: 'Machine', website: 'http://spam.test' })).toMatchObject({ ok: true });
    expect(await post({ name: 'Machine', stamp: opened(key, 500) })).toMatchObject({ ok: false });
    for (const stamp of [
      '',
      'x',
      opened(theirKey),
      opened(key, 25 * 60 * minute),
      opened().replace(/.$/, '!'),
    ]) {
      const answer = await post({ name: 'Machine', stamp });
      expect(answer).toMatchObject({ ok: false, stamp: expect.any(String) });
    }
    expect(await named('Machine')).toHaveLength(0);
  });

  test('with another company’s key writes to that company and never here', async () => {
    const before = (await stored()).length;
    expect(await post({ name: 'For Them', companyId: mine.id }, { to: theirKey })).toMatchObject({
      ok: true,
    });
    expect((await stored()).length).toBe(before);
    expect((await stored(theirs)).map(({ name }) => name)).toContain('For Them');
  });

  test('never tells whether a number is known, and touches nobody’s record', async () => {
    const known = await makeCustomer(mine.id, { phone: '+233244005010', name: 'Known Person' });
    const before = await actAs(mine.system, (tx) =>
      tx.select().from(customers).where(eq(customers.id, known.id)),
    );
    const one = await post({ name: 'Stranger A', phone: '024 400 5010' });
    const two = await post({ name: 'Stranger B', phone: '024 400 5011' });
    expect(one).toEqual(two);
    const [row] = await named('Stranger A');
    expect(row).toMatchObject({ customerId: null, bookingId: null });
    const after = await actAs(mine.system, (tx) =>
      tx.select().from(customers).where(eq(customers.id, known.id)),
    );
    expect(after).toEqual(before);
  });

  test('keeps script and hostile text as text, without what nobody sees', async () => {
    const script = '<script>alert(1)</script>';
    await post({
      name: `${script}\u0000\u202e`,
      place: script,
      message: `${script}\n\u0007=cmd|' /C calc'!A0`,
    });
    const [row] = (await stored()).filter(({ place }) => place === script);
    expect(row?.name).toContain(script);
    expect(row?.message).toBe(`${script}\n=cmd|' /C calc'!A0`);
  });

  test('bounds each field', async () => {
    const long = await post({
      name: 'N'.repeat(121),
      message: 'm'.repeat(4001),
      place: 'p'.repeat(161),
      guests: '100001',
    });
    expect(long.ok ? [] : Object.keys(long.fields).sort()).toEqual(['guests', 'message', 'name', 'place']);
  });

  test('lets one address write so often and no more, and a company’s own limit hold against many', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => post({ name: `Flood ${n}` }, { ip: '192.0.2.77' })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'rate_limited' },
    });
    const company = await makeCompany();
    const { formKey } = await saveEnquirySettings(company.manager, { ...settings, version: 0 });
    const many = await Promise.allSettled(
      Array.from({ length: 90 }, (_, n) => post({ name: `Many ${n}` }, { to: formKey })),
    );
    expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(60);
  });

  test('is bound by the database too: no more than two hundred a day, whoever calls it', async () => {
    const company = await makeCompany();
    const { formKey } = await saveEnquirySettings(company.manager, { ...settings, version: 0 });
    const guest = { role: 'auth', name: 'test' } as const;
    const call = (once: string) =>
      actAs(guest, (tx) =>
        tx.execute(
          sql`select id from post_enquiry(${formKey}, ${once}, '{"name": "X"}'::jsonb, '{}'::text[], false)`,
        ),
      );
    await actAs(guest, (tx) =>
      tx.execute(sql`select post_enquiry(${formKey}, gen_random_uuid()::text, '{"name": "X"}'::jsonb, '{}'::text[], false)
        from generate_series(1, 200)`),
    );
    await expect(call(v7())).rejects.toMatchObject({ code: 'CT021' });
    expect(await stored(company)).toHaveLength(200);
  });

  test('gives its role nothing but those two functions', async () => {
    const guest = { role: 'auth', name: 'test' } as const;
    for (const table of ['enquiries', 'enquiry_settings', 'enquiry_blocks', 'customers'])
      await expect(
        actAs(guest, (tx) => tx.execute(sql`select * from ${sql.identifier(table)} limit 1`)),
      ).rejects.toMatchObject({ code: '42501' });
    for (const role of ['client', 'runner'] as const)
      await expect(
        actAs(
          {
            ...guest,
            role,
            ...(role === 'client' ? { companyId: mine.id, userId: v7(), customerId: v7() } : {}),
          } as never,
          (tx) => tx.execute(sql`select * from enquiry_form(${key})`),
        ),
      ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('spam', () => {
  const text = 'Buy our wonderful search engine placement, cheap and quick, today only!';

  test('is known again by number, address and text, kept as hashes, and let in once the mark is off', async () => {
    await post({ name: 'Spammer', phone: '024 400 5101', email: 's@example.test', message: text });
    const [row] = await named('Spammer');
    await markSpam(mine.staff, { id: row?.id ?? '', spam: true });
    const alike: Record<string, string>[] = [
      { phone: '024 400 5101' },
      { phone: '', email: 'S@example.test' },
      { message: text.toUpperCase().replaceAll(' ', '  ') },
    ];
    for (const same of alike)
      expect(await post({ name: 'Spammer again', ...same })).toMatchObject({ ok: true });
    expect(await named('Spammer again')).toHaveLength(0);
    const blocks = await actAs(mine.system, (tx) => tx.select().from(enquiryBlocks));
    expect(blocks).toHaveLength(3);
    expect(JSON.stringify(blocks)).not.toMatch(/5101|example/);
    await post({ name: 'At theirs', phone: '024 400 5101' }, { to: theirKey });
    expect((await stored(theirs)).map(({ name }) => name)).toContain('At theirs');
    await markSpam(mine.staff, { id: row?.id ?? '', spam: false });
    await post({ name: 'Let in', phone: '024 400 5101' });
    expect(await named('Let in')).toHaveLength(1);
  });

  test('is forgotten after its days, and lost strangers are emptied, not their figures', async () => {
    const company = await makeCompany();
    const old = (days: number) => new Date(at.getTime() - days * 86_400_000);
    const base = { companyId: company.id, source: 'form' as const };
    const lost = {
      ...base,
      stage: 'lost' as const,
      lostReason: 'price' as const,
      phone: '+233244005200',
      message: 'Hi',
    };
    await actAs(company.system, (tx) =>
      tx.insert(enquiries).values([
        { ...base, name: 'Old spam', spamAt: old(keptDays.spam + 1) },
        { ...base, name: 'New spam', spamAt: old(keptDays.spam - 1) },
        { ...lost, name: 'Long lost', stageAt: old(keptDays.lost + 1), budget: 5000 },
        { ...lost, name: 'Lately lost', stageAt: old(keptDays.lost - 1) },
      ]),
    );
    expect(await tidyEnquiries(company.id, at)).toEqual({ gone: 1, emptied: 1 });
    expect(await tidyEnquiries(company.id, at)).toEqual({ gone: 0, emptied: 0 });
    const rows = await stored(company);
    expect(rows.map(({ name }) => name).sort()).toEqual(['Forgotten', 'Lately lost', 'New spam']);
    expect(rows.find(({ name }) => name === 'Forgotten')).toMatchObject({
      phone: null,
      message: null,
      budget: 5000,
      lostReason: 'price',
    });
    // The trail, which never held a stranger's words, doesn't get them on this occasion.
    const trail = await actAs(company.manager, (tx) =>
      tx.execute<{ action: string; changes: unknown; detail: unknown }>(
        sql`select action, changes, detail from audit_events where action = 'enquiries_tidied' or table_name = 'enquiries' order by id`,
      ),
    );
    expect(JSON.stringify(trail)).not.toMatch(/244005200|Long lost|"Hi"/);
    expect(trail[0]).toMatchObject({ action: 'enquiries_tidied', detail: { gone: 1, emptied: 1 } });
    // Taken up again and lost once more, it is a stranger's again.
    const again = { name: 'Came back', stageAt: old(keptDays.lost - 1), forgottenAt: old(keptDays.lost) };
    await actAs(company.system, (tx) =>
      tx.update(enquiries).set(again).where(eq(enquiries.name, 'Forgotten')),
    );
    const later = new Date(at.getTime() + 10 * 86_400_000);
    expect(await tidyEnquiries(company.id, later)).toEqual({ gone: 1, emptied: 2 });
  });
});

describe('who is told', () => {
  const alertsOf = (id: string) =>
    actAs(mine.system, (tx) =>
      tx
        .select()
        .from(alerts)
        .where(eq(alerts.key, `enquiry:${id}`)),
    );

  test('the office once, and who agreed to it by mail or WhatsApp, once a day', async () => {
    await post({ name: 'Mail Me', phone: '', email: 'Mail.Me@example.test', consent: 'yes' });
    const [row] = await named('Mail Me');
    const id = row?.id ?? '';
    const queued = await tellOfEnquiry(mine.id, id, at);
    expect(await tellOfEnquiry(mine.id, id, at)).toBeUndefined();
    expect(await alertsOf(id)).toMatchObject([
      { kind: 'enquiry_received', about: { enquiryId: id, name: 'Mail Me' } },
    ]);
    const [message] = await actAs(mine.system, (tx) =>
      tx
        .select()
        .from(messages)
        .where(eq(messages.id, queued?.messageId ?? '')),
    );
    expect(message).toMatchObject({ channel: 'email', kind: 'enquiry_received', customerId: null });
    expect(message?.body).toContain('Hello Mail Me');
    await post({ name: 'Mail Me Again', phone: '', email: 'mail.me@example.test', consent: 'yes' });
    const [again] = await named('Mail Me Again');
    expect(await tellOfEnquiry(mine.id, again?.id ?? '', at)).toBeUndefined();
  });

  test('nobody without their tick, and nobody who opted out, whoever types their number', async () => {
    await post({ name: 'No Tick', phone: '024 400 5301' });
    const [plain] = await named('No Tick');
    expect(await tellOfEnquiry(mine.id, plain?.id ?? '', at)).toBeUndefined();
    const customer = await makeCustomer(mine.id, { phone: '+233244005302', optedIn: false });
    await actAs(mine.system, async (tx) => {
      await tx.insert(conversations).values({
        companyId: mine.id,
        customerId: customer.id,
        address: 'whatsapp:+233244005302',
      });
      await tx.insert(consents).values({
        companyId: mine.id,
        customerId: customer.id,
        channel: 'whatsapp',
        state: 'withdrawn',
        source: 'whatsapp',
        textVersion: 't',
      });
    });
    await post({ name: 'Opted Out', phone: '024 400 5302', consent: 'yes' });
    const [row] = await named('Opted Out');
    expect(await tellOfEnquiry(mine.id, row?.id ?? '', at)).toBeUndefined();
    const [talk] = await actAs(mine.system, (tx) =>
      tx.select().from(conversations).where(eq(conversations.address, 'whatsapp:+233244005302')),
    );
    expect(talk?.customerId).toBe(customer.id);
  });

  test.each(['Win at http://evil.test', 'X\r\nBcc: all@example.test', 'Call 0900 123'])(
    'a name that is none, %j, goes to nobody in our words',
    async (name) => {
      callers += 1;
      const email = `n${callers}@example.test`;
      await post({ name, phone: '', email, consent: 'yes' });
      const row = (await stored()).find((one) => one.email === email);
      expect(row?.name).not.toMatch(/[\r\n]/);
      const queued = await tellOfEnquiry(mine.id, row?.id ?? '', at);
      const [message] = await actAs(mine.system, (tx) =>
        tx
          .select()
          .from(messages)
          .where(eq(messages.id, queued?.messageId ?? '')),
      );
      expect(message?.body).toContain('Hello and welcome');
      expect(JSON.stringify(message)).not.toMatch(/evil|Bcc|0900/);
    },
  );

  test('a lost event is found by the record, and a notice ends with the answer', async () => {
    const company = await makeCompany();
    const id = v7();
    await actAs(company.system, (tx) =>
      tx.insert(enquiries).values({
        id,
        companyId: company.id,
        source: 'form',
        name: 'Waiting',
        receivedAt: new Date(at.getTime() - 10 * minute),
      }),
    );
    expect(await findUntold(company.id, at)).toEqual([id]);
    await tellOfEnquiry(company.id, id, at);
    expect(await findUntold(company.id, at)).toEqual([]);
    expect(await settleNotices(company.id)).toBe(0);
    await actAs(company.system, (tx) =>
      tx.update(enquiries).set({ answeredAt: at, answeredBy: 'phone' }).where(eq(enquiries.id, id)),
    );
    expect(await settleNotices(company.id)).toBe(1);
  });
});

describe('the settings', () => {
  test('are the manager’s; each other wording of the consent is another version', async () => {
    const company = await makeCompany();
    await expect(saveEnquirySettings(company.staff, { ...settings, version: 0 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const first = await saveEnquirySettings(company.manager, { ...settings, version: 0 });
    const again = await saveEnquirySettings(company.manager, {
      ...settings,
      consentWords: 'Otherwise.',
      version: 1,
    });
    expect(again.formKey).toBe(first.formKey);
    await post({ name: 'By new words', consent: 'yes' }, { to: first.formKey });
    expect(await stored(company)).toMatchObject([{ consentVersion: 2, consentWords: 'Otherwise.' }]);
    await expect(saveEnquirySettings(company.manager, { ...settings, version: 1 })).rejects.toMatchObject({
      code: 'stale',
    });
  });

  test('of two who save them first at once one does, the other is told, and the form has one key', async () => {
    const company = await makeCompany();
    const results = await Promise.allSettled(
      ['Ask us.', 'Write to us.'].map((heading) =>
        saveEnquirySettings(company.manager, { ...settings, heading, version: 0 }),
      ),
    );
    const saved = results.filter((result) => result.status === 'fulfilled');
    const refused = results.filter((result) => result.status === 'rejected');
    expect(saved).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: 'stale', detail: { changed: { version: 1 } } });
    const { formKey } = await saveEnquirySettings(company.manager, { ...settings, version: 1 });
    expect(formKey).toBe(saved[0]?.value.formKey);
  });

  test.each([
    'https://*.example.com',
    "https://a.test; script-src 'unsafe-inline'",
    'javascript:alert(1)',
    'https://a.test/page',
    '*',
    'https://user@a.test',
  ])('let no site in that is none: %j', async (site) => {
    await expect(
      saveEnquirySettings(mine.manager, { ...settings, sites: [site], version: 1 }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});
