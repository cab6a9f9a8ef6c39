import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { eq, sql } from 'drizzle-orm';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { alerts } from '@/db/schema/cases';
import { commentFiles, comments } from '@/db/schema/comments';
import { auditEvents } from '@/db/schema/partitioned/audit';
import { type Actor, actAs, readAs } from '@/db/session';
import { forgetEnv } from '@/lib/platform/env';
import { addFile, openFile, sweepFiles } from './files/keep-file';
import { fileResponse } from './files/receive-file';
import { addComment, editComment, removeComment, seeMentions } from './mutations';
import { askComments, tellComments } from './queries';
import type { RecordAt } from './schema';

const folder = mkdtempSync(join(tmpdir(), 'cater-comments-'));
let owner: Connection;
let mine: TestCompany;
let theirs: TestCompany;
let on: RecordAt;
let client: Actor;

beforeAll(async () => {
  process.env.CATER_DATA = folder;
  forgetEnv();
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  [mine, theirs] = [await makeCompany(), await makeCompany()];
  const customer = await makeCustomer(mine.id);
  const { id } = await makeBooking(mine.id, { customerId: customer.id, status: 'confirmed' });
  on = { kind: 'booking', id };
  const user = await makeUser({ companyId: mine.id, role: 'client', customerId: customer.id });
  client = { role: 'client', companyId: mine.id, userId: user.id, customerId: customer.id };
});
afterAll(async () => {
  await owner.end();
  delete process.env.CATER_DATA;
  forgetEnv();
  rmSync(folder, { recursive: true, force: true });
});

type Office = TestCompany['manager'];
async function talk(as: Office, at: RecordAt = on, now = new Date()) {
  const answers = await readAs(as, (tx) => askComments(tx, at.id));
  return tellComments(answers, at, { identity: as, now });
}
const openMentions = (as: Office) =>
  actAs(as, (tx) =>
    tx
      .select({ about: alerts.about })
      .from(alerts)
      .where(sql`${alerts.kind} = 'mentioned' and ${alerts.clearedAt} is null`),
  );
const say = (body: string, as: Actor = mine.staff, rest: Partial<Parameters<typeof addComment>[1]> = {}) =>
  addComment(as, { on, body, ...rest });

describe('a comment', () => {
  test('is seen by the office with who wrote it, and its wording before an edit is in the trail', async () => {
    const { id } = await say('Bring <b>ice</b>');
    await editComment(mine.staff, { id, body: 'Bring more ice' });
    const { comments: told } = await talk(mine.manager);
    expect(told.find((one) => one.id === id)).toMatchObject({
      body: 'Bring more ice',
      by: 'Test staff',
      edited: true,
      mayEdit: false,
      mayRemove: true,
    });
    const trail = await actAs(mine.manager, (tx) =>
      tx
        .select({ action: auditEvents.action, changes: auditEvents.changes })
        .from(auditEvents)
        .where(eq(auditEvents.rowId, id))
        .orderBy(auditEvents.id),
    );
    expect(trail.map(({ action }) => action)).toEqual(['insert', 'update']);
    expect(trail[1]?.changes?.body).toEqual(['Bring <b>ice</b>', 'Bring more ice']);
  });

  test('can’t be changed by others, nor after a quarter of an hour, whatever the way', async () => {
    const { id } = await say('Mine');
    await expect(editComment(mine.manager, { id, body: 'Yours' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      editComment(mine.staff, { id, body: 'Late' }, { at: new Date(Date.now() + 15 * 60_000) }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const raw = (as: Actor) =>
      actAs(as, (tx) => tx.update(comments).set({ body: 'Raw' }).where(eq(comments.id, id)));
    await expect(raw(mine.manager)).rejects.toMatchObject({ code: '42501' });
    await owner`alter table comments disable trigger user`;
    await owner`update comments set created_at = now() - interval '16 minutes' where id = ${id}`;
    await owner`alter table comments enable trigger user`;
    await expect(raw(mine.staff)).rejects.toMatchObject({ code: 'CT096' });
    // Nor whose it is, nor what it is about.
    for (const column of ['created_by', 'booking_id', 'created_at', 'company_id'])
      await expect(
        actAs(mine.staff, (tx) =>
          tx.execute(sql`update comments set ${sql.identifier(column)} = ${sql.identifier(column)}`),
        ),
      ).rejects.toMatchObject({ code: '42501' });
  });

  test('is removed by its writer or a manager, for good, and leaves word of it', async () => {
    const [one, other] = [await say('One'), await say('Other', mine.manager)];
    await expect(removeComment(mine.staff, other)).rejects.toMatchObject({ code: 'forbidden' });
    await removeComment(mine.manager, one);
    await removeComment(mine.manager, one);
    const told = (await talk(mine.staff)).comments.find(({ id }) => id === one.id);
    expect(told).toMatchObject({ body: '', removedBy: 'Test manager', mayEdit: false, mayRemove: false });
    await expect(editComment(mine.staff, { ...one, body: 'Back' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(
      actAs(mine.manager, (tx) =>
        tx.update(comments).set({ removedAt: null }).where(eq(comments.id, one.id)),
      ),
    ).rejects.toMatchObject({ code: 'CT096' });
    await expect(actAs(mine.manager, (tx) => tx.delete(comments))).rejects.toMatchObject({ code: '42501' });
  });

  test('is the office’s only: no client and no other company reads, writes or finds one', async () => {
    const { id } = await say('About the client');
    for (const attempt of [
      () => say('x', client),
      () => editComment(client, { id, body: 'x' }),
      () => removeComment(client, { id }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
    for (const table of ['comments', 'comment_files'])
      await expect(
        actAs(client, (tx) => tx.execute(sql`select * from ${sql.identifier(table)}`)),
      ).rejects.toMatchObject({ code: '42501' });
    await expect(say('x', theirs.manager)).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeComment(theirs.manager, { id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await talk(theirs.manager)).comments).toEqual([]);
    // One's own company beside a foreign record, in SQL.
    await expect(
      actAs(theirs.manager, (tx) =>
        tx.insert(comments).values({
          ...{ companyId: theirs.id, bookingId: on.id, body: 'x', createdBy: theirs.manager.userId },
        }),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('is of whoever writes it, in SQL too', async () => {
    const id = v7();
    await actAs(mine.staff, (tx) =>
      tx
        .insert(comments)
        .values({ id, companyId: mine.id, bookingId: on.id, body: 'x', createdBy: mine.manager.userId }),
    );
    const told = (await talk(mine.manager)).comments.find((one) => one.id === id);
    expect(told?.by).toBe('Test staff');
  });

  test.each([
    ['', 'Write the comment first.'],
    ['x'.repeat(4001), /4,000 characters/],
  ])('has words, and not too many', async (body, sentence) => {
    await expect(say(body)).rejects.toMatchObject({
      detail: { fields: { body: expect.stringMatching(sentence) } },
    });
  });
});

describe('a mention', () => {
  test('is told to that person alone, once, and ends when they open the record', async () => {
    const named = { body: 'Look at this, @Test manager', mentions: [mine.manager.userId] };
    await say(named.body, mine.staff, named);
    expect(await openMentions(mine.manager)).toHaveLength(1);
    expect(await openMentions(mine.staff)).toHaveLength(0);
    expect((await talk(mine.manager)).waits).toBe(true);
    expect((await talk(mine.staff)).waits).toBe(false);
    await seeMentions(mine.staff, { recordId: on.id });
    expect((await talk(mine.manager)).waits).toBe(true);
    await seeMentions(mine.manager, { recordId: on.id });
    expect((await talk(mine.manager)).waits).toBe(false);
  });

  test('that was taken out again, or whose comment was removed, waits for nobody', async () => {
    const named = { mentions: [mine.manager.userId] };
    const first = await say('@Test manager, look', mine.staff, named);
    await editComment(mine.staff, { ...first, body: 'Look', ...named });
    expect(await openMentions(mine.manager)).toHaveLength(0);
    await editComment(mine.staff, { ...first, body: 'Look, @Test manager', ...named });
    expect(await openMentions(mine.manager)).toHaveLength(1);
    await removeComment(mine.staff, first);
    expect(await openMentions(mine.manager)).toHaveLength(0);
  });

  test('of a client, of a stranger and of who left is refused beside the field', async () => {
    for (const id of ['userId' in client ? (client.userId ?? '') : '', theirs.manager.userId, v7()])
      await expect(say('@Test client', mine.staff, { mentions: [id] })).rejects.toMatchObject({
        code: 'invalid',
        detail: { fields: { body: expect.stringContaining('Somebody you mention') } },
      });
  });
});

describe('a file of a comment', () => {
  const picture = async () => ({
    bytes: await sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } })
      .jpeg()
      .withExifMerge({ IFD3: { GPSLatitude: '5/1 33/1 0/1' } })
      .toBuffer(),
    declared: 'image/jpeg',
  });
  const pdf = (inside = '') => ({
    bytes: Buffer.from(`%PDF-1.7\n1 0 obj<<${inside}>>endobj\ntrailer<<>>\n%%EOF\n`),
    declared: 'application/pdf',
  });
  /** One with its objects packed, as most programs write them since 1.5. */
  const packed = (inside: string, filter = '/FlateDecode') =>
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter${filter}>>stream\r\n`),
      deflateSync(`2 0 <<${inside}>>`).subarray(filter.startsWith('/FlateDecode') ? 0 : 2),
      Buffer.from('\nendstream endobj\n%%EOF\n'),
    ]);
  const program = '/S/JavaScript/JS(x)';
  const send = (name: string, sent: { bytes: Buffer; declared: string }, as: Actor = mine.staff) =>
    addFile(as, { name, read: async () => sent });

  test('comes with it, is opened by the office alone, and each time is in the trail', async () => {
    const files = [await send('Plan.pdf', pdf()), await send('tent.jpg', await picture())];
    const [plan] = files;
    await expect(openFile(mine.staff, { id: plan?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' });
    const { id } = await say('See the plan', mine.staff, { files: files.map((file) => file.id) });
    expect((await talk(mine.manager)).comments.find((one) => one.id === id)?.files).toMatchObject([
      { name: 'Plan.pdf', kind: 'pdf' },
      { name: 'tent.jpg', kind: 'picture' },
    ]);
    const opened = await openFile(mine.manager, { id: plan?.id ?? '' });
    expect(opened.bytes).toEqual(pdf().bytes);
    const drawn = await openFile(mine.manager, { id: files[1]?.id ?? '' });
    const metadata = await sharp(drawn.bytes).metadata();
    expect(metadata.format).toBe('webp');
    expect(metadata.exif).toBeUndefined();
    const taken = await actAs(mine.manager, (tx) =>
      tx
        .select({ detail: auditEvents.detail })
        .from(auditEvents)
        .where(
          sql`${auditEvents.action} = 'file_downloaded' and ${auditEvents.userId} = ${mine.manager.userId}`,
        )
        .orderBy(auditEvents.id),
    );
    expect(taken.map(({ detail }) => detail?.name)).toEqual(['Plan.pdf', 'tent.jpg']);
    for (const [as, code] of [
      [client, 'forbidden'],
      [theirs.manager, 'not_found'],
    ] as const)
      await expect(openFile(as, { id: plan?.id ?? '' })).rejects.toMatchObject({ code });
    await removeComment(mine.staff, { id });
    await expect(openFile(mine.manager, { id: plan?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('leaves as a download that nothing can run', () => {
    const { headers } = fileResponse({ bytes: Buffer.from('x'), name: 'pl"an\r\n é.html', kind: 'pdf' });
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[A-Za-z0-9._ -]+\.pdf"; /);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });

  test.each<[string, Buffer, string?]>([
    ['a page', Buffer.from('<html><script>alert(1)</script>'), 'text/html'],
    ['a drawing with a script', Buffer.from('<svg onload="alert(1)"/>'), 'image/svg+xml'],
    ['a page that says it is a PDF', Buffer.from('<html>'), 'application/pdf'],
    ['a PDF that says it is a picture', pdf().bytes, 'image/png'],
    ['a PDF with a program', pdf('/OpenAction<</S/JavaScript/JS(x)>>').bytes, 'application/pdf'],
    ['a PDF that spells its program otherwise', pdf('/S/J#61vaScript').bytes, 'application/pdf'],
    ['a PDF with a packed program', packed(program), 'application/pdf'],
    ['a PDF with packed objects that can’t be looked at', packed('', '/LZWDecode'), 'application/pdf'],
    ['a PDF whose packed program has a long dictionary', packed(program, `/FlateDecode${' '.repeat(1200)}`)],
    ['a PDF whose packed program has a comment', packed(program, `/FlateDecode\n%${'x'.repeat(1200)}\n`)],
    ['a PDF whose packed program has a string', packed(program, '/FlateDecode/X(obj)/Xobj 1')],
    ['a PDF whose packed program imitates a stream', packed(program, '/FlateDecode/X(stream\n)')],
    ['a PDF whose packed program imitates an end', packed(program, '/FlateDecode/X(endstream)')],
    ['a PDF whose program is packed twice', packed(program, '[/FlateDecode/ASCIIHexDecode]')],
    ['a PDF with a file pinned to it', pdf('/Subtype/FileAttachment').bytes],
    ['a PDF that is locked', pdf('/Encrypt 2 0 R').bytes, 'application/pdf'],
    ['a PDF that unpacks to more than anybody writes', packed(' '.repeat(40_000_000)), 'application/pdf'],
    ['a PDF with a file in it', pdf('/EmbeddedFiles 2 0 R').bytes, 'application/pdf'],
    ['half a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'application/pdf'],
  ])('%s isn’t kept', async (_, bytes, declared = 'application/pdf') => {
    await expect(send('x', { bytes, declared })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('is kept whose objects are packed, and whatever letters a photo in it has', async () => {
    for (const bytes of [packed('/Type/Page'), Buffer.concat([pdf().bytes, Buffer.from('\0/JS\0\n%%EOF')])])
      expect(await send('plan.pdf', { bytes, declared: 'application/pdf' })).toMatchObject({ kind: 'pdf' });
  });

  test('is its sender’s: nobody else joins it to a comment, and it joins one only', async () => {
    const file = await send('a.pdf', pdf());
    const joins = (as: Actor) => say('With a file', as, { files: [file.id] });
    await expect(joins(mine.manager)).rejects.toMatchObject({
      detail: { fields: { files: expect.stringContaining('isn’t there any more') } },
    });
    await joins(mine.staff);
    await expect(joins(mine.staff)).rejects.toMatchObject({ code: 'invalid' });
    await expect(send('a.pdf', pdf(), client)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('that never got its comment is gone a day later, as is that of a removed one', async () => {
    const waiting = await send('w.pdf', pdf());
    const kept = await send('k.pdf', pdf());
    const gone = await send('g.pdf', pdf());
    await say('Kept', mine.staff, { files: [kept.id] });
    await removeComment(mine.staff, await say('Gone', mine.staff, { files: [gone.id] }));
    const left = async () =>
      (await actAs(mine.staff, (tx) => tx.select({ id: commentFiles.id }).from(commentFiles))).map(
        ({ id }) => id,
      );
    expect(await left()).toEqual(expect.arrayContaining([waiting.id, kept.id, gone.id]));
    await sweepFiles(mine.id, new Date(Date.now() + 86_400_000 + 60_000));
    const after = await left();
    expect(after).toContain(kept.id);
    expect(after).not.toContain(waiting.id);
    expect(after).not.toContain(gone.id);
  });
});
