import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { bookingPhotos } from '@/db/schema/photos';
import { actAs, readAs } from '@/db/session';
import { forgetEnv } from '@/lib/platform/env';
import { addPhoto, openPhoto, removePhoto, sweepPhotos } from './keep-photo';
import { askPhotos, tellPhotos } from './queries';
import { mostPhotos } from './rules';

const folder = mkdtempSync(join(tmpdir(), 'cater-photos-'));
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

/** As a phone takes it: on its side, with the place in it. */
const read = async () => ({
  bytes: await sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD3: { GPSLatitude: '5/1 33/1 0/1' } })
    .jpeg()
    .toBuffer(),
  declared: 'image/jpg',
});
const photosOf = async (bookingId: string) => {
  const [rows] = await readAs(mine.staff, (tx) => [askPhotos(tx, { id: bookingId })]);
  return tellPhotos(rows);
};

test('a photo is kept upright without its place, told with who took it, and opened by the office alone', async () => {
  const { id: bookingId } = await makeBooking(mine.id, { status: 'quoted' });
  const { id } = await addPhoto(mine.staff, { bookingId, read });
  expect(await photosOf(bookingId)).toMatchObject([{ id, width: 20, height: 40 }]);
  const file = await sharp(await openPhoto(mine.manager, { id, size: 'large' })).metadata();
  expect(file).toMatchObject({ format: 'webp', width: 20, height: 40 });
  expect(file.exif).toBeUndefined();

  const { id: customerId } = await makeCustomer(mine.id);
  const user = await makeUser({ companyId: mine.id, role: 'client', customerId });
  const client = { role: 'client', companyId: mine.id, userId: user.id, customerId } as const;
  for (const actor of [client, theirs.manager]) {
    const code = actor === client ? 'forbidden' : 'not_found';
    await expect(openPhoto(actor, { id, size: 'small' })).rejects.toMatchObject({ code });
    await expect(addPhoto(actor, { bookingId, read })).rejects.toMatchObject({ code });
    await expect(removePhoto(actor, { id, removed: true })).rejects.toMatchObject({ code });
  }
});

test('a booking that takes none says so before the photo is read', async () => {
  const never = () => Promise.reject(new Error('was read'));
  const { id: cancelled } = await makeBooking(mine.id, { status: 'cancelled' });
  await expect(addPhoto(mine.staff, { bookingId: cancelled, read: never })).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(addPhoto(mine.staff, { bookingId: v7(), read: never })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a booking holds thirty, however many arrive at once; what isn’t kept leaves no file', async () => {
  const { id: bookingId } = await makeBooking(mine.id, { status: 'quoted' });
  const { companyId, userId: createdBy } = mine.staff;
  await actAs(mine.staff, (tx) =>
    tx.insert(bookingPhotos).values(
      Array.from({ length: mostPhotos - 1 }, () => ({
        ...{ id: v7(), companyId, bookingId, width: 1, height: 1, createdBy },
      })),
    ),
  );
  const files = () =>
    readdirSync(join(folder, 'files', mine.id), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ).length;
  const before = files();
  const sent = await Promise.allSettled([1, 2, 3].map(() => addPhoto(mine.staff, { bookingId, read })));
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of sent)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
  expect(files()).toBe(before + 2);
  // Past the command too.
  const row = { companyId, bookingId, width: 1, height: 1, createdBy };
  await expect(
    actAs(mine.staff, (tx) => tx.insert(bookingPhotos).values({ ...row, id: v7() })),
  ).rejects.toMatchObject({ code: 'CT080' });
  const { id: other } = await makeBooking(mine.id, { status: 'quoted' });
  await actAs(mine.staff, (tx) =>
    tx.insert(bookingPhotos).values({ ...row, id: v7(), bookingId: other, createdBy: mine.manager.userId }),
  );
  const [forged] = await actAs(mine.manager, (tx) =>
    tx.select().from(bookingPhotos).where(eq(bookingPhotos.bookingId, other)),
  );
  expect(forged?.createdBy).toBe(createdBy);
});

test('one that is taken away is gone at once, can be taken back for a day, and then goes with its files', async () => {
  const { id: bookingId } = await makeBooking(mine.id, { status: 'quoted' });
  const { id } = await addPhoto(mine.staff, { bookingId, read });
  const set = (removed: boolean) => removePhoto(mine.manager, { id, removed });
  await set(true);
  await set(true);
  expect(await photosOf(bookingId)).toEqual([]);
  await expect(openPhoto(mine.staff, { id, size: 'small' })).rejects.toMatchObject({ code: 'not_found' });
  expect(await sweepPhotos(mine.id, new Date())).toBe(0);
  await set(false);
  expect(await photosOf(bookingId)).toHaveLength(1);
  await set(true);
  expect(await sweepPhotos(mine.id, new Date(Date.now() + 25 * 3_600_000))).toBe(1);
  expect(readdirSync(join(folder, 'files', mine.id, id))).toEqual([]);
  const told = await actAs(mine.manager, (tx) =>
    tx.execute(
      sql`select action from audit_events where table_name = 'booking_photos' and row_id = ${id} order by id`,
    ),
  );
  expect(told.map(({ action }) => action)).toEqual(['insert', 'update', 'update', 'update', 'delete']);
});
