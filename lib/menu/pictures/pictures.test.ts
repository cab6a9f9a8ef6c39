import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer, makeMenu } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makePackage } from '@/db/factories/package';
import { pictures } from '@/db/schema/menu';
import { packages } from '@/db/schema/packages';
import { actAs } from '@/db/session';
import { forgetEnv } from '@/lib/platform/env';
import { readPicture } from '@/lib/platform/pictures/read-picture';
import { createCategory, setOffered, updateCategory } from '../arrange';
import { createDish } from '../mutations';
import { typedDish } from '../testing/kitchen';
import { keepFiles } from './keep-files';
import { addPicture, openPicture, sweepPictures } from './keep-picture';
import { receivePicture } from './receive-picture';

const folder = mkdtempSync(join(tmpdir(), 'cater-pictures-'));
let mine: TestCompany;
let theirs: TestCompany;
let categoryId: string;

beforeAll(async () => {
  process.env.CATER_DATA = folder;
  forgetEnv();
  mine = await makeCompany();
  theirs = await makeCompany();
  ({ categoryId } = await makeMenu(mine.id));
});
afterAll(() => {
  delete process.env.CATER_DATA;
  forgetEnv();
  rmSync(folder, { recursive: true, force: true });
});

const plain = (width = 2400, height = 1200) =>
  sharp({ create: { width, height, channels: 3, background: '#b5541c' } });
const small = async () => ({ bytes: await plain(50, 50).png().toBuffer(), declared: 'image/png' });
const refusal = (words: RegExp) => ({
  code: 'invalid',
  detail: { fields: { pictureId: expect.stringMatching(words) } },
});

describe('a picture', () => {
  test.each(['png', 'jpeg', 'webp', 'avif'] as const)('in %s is drawn anew in two sizes', async (format) => {
    const bytes = await plain().toFormat(format).toBuffer();
    const { width, height, large, small } = await readPicture(bytes, `image/${format}`);
    expect([width, height]).toEqual([1600, 800]);
    expect(await sharp(large).metadata()).toMatchObject({ format: 'webp', width: 1600 });
    expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', width: 160, height: 80 });
  });

  test('stands upright and forgets where it was taken', async () => {
    const exif = { IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '5/1 33/1 0/1' } };
    const bytes = await plain(400, 200)
      .withMetadata({ orientation: 6 })
      .withExifMerge(exif)
      .jpeg()
      .toBuffer();
    const { width, height, large } = await readPicture(bytes, 'image/jpeg');
    expect([width, height]).toEqual([200, 400]);
    expect((await sharp(large).metadata()).exif).toBeUndefined();
  });

  test.each(['image/jpg', 'image/pjpeg', 'IMAGE/JPEG; q=1'])('may be called %s', async (type) => {
    const bytes = await plain(80, 60).jpeg().toBuffer();
    expect(await readPicture(bytes, type)).toMatchObject({ width: 80 });
    const png = await plain(80, 60).png().toBuffer();
    await expect(readPicture(png, type)).rejects.toMatchObject(refusal(/is image\/png/));
  });

  test('that is small stays small', async () => {
    const bytes = await plain(80, 60).png().toBuffer();
    expect(await readPicture(bytes, 'image/png')).toMatchObject({ width: 80, height: 60 });
  });

  test.each([
    [
      'an SVG with a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'image/svg+xml',
      /isn’t a picture/,
    ],
    ['an SVG that says PNG', '<svg/>', 'image/png', /isn’t a picture/],
    ['a program', '#!/bin/sh\nrm -rf /', 'image/png', /isn’t a picture/],
    ['a page', '<!doctype html><script>1</script>', 'image/jpeg', /isn’t a picture/],
    ['nothing', '', 'image/png', /isn’t a picture/],
    ['a GIF', 'GIF89a', 'image/gif', /isn’t a picture/],
    ['the first bytes of a PNG', '\x89PNG\r\n\x1a\n and then something else', 'image/png', /damaged/],
    ['the first bytes of a JPEG', '\xff\xd8\xff<script>', 'image/jpeg', /damaged/],
  ])('%s is refused', async (_, bytes, type, words) => {
    await expect(readPicture(Buffer.from(bytes, 'latin1'), type)).rejects.toMatchObject(refusal(words));
  });

  test('that is mislabelled, cut off, or larger than any photo is refused', async () => {
    const png = await plain(300, 300).png().toBuffer();
    await expect(readPicture(png, 'image/jpeg')).rejects.toMatchObject(
      refusal(/says it is image\/jpeg and is image\/png/),
    );
    const noise = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .png()
      .toBuffer();
    await expect(readPicture(noise.subarray(0, noise.length / 2), 'image/png')).rejects.toMatchObject(
      refusal(/damaged/),
    );
    const large = Buffer.concat([png, Buffer.alloc(20 * 1024 * 1024)]);
    await expect(readPicture(large, 'image/png')).rejects.toMatchObject(refusal(/larger than 15 MB/));
  });

  test('is read no further than it may be large, and from our own pages only', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const request = (init: RequestInit & { duplex?: 'half' }) =>
      new Request('http://localhost/api/v1/pictures', { method: 'POST', ...init });
    await expect(receivePicture(request({ body: endless, duplex: 'half' }))).rejects.toMatchObject(
      refusal(/15 MB/),
    );
    expect(pulled).toBeLessThan(20);
    const headers = { 'sec-fetch-site': 'cross-site' };
    await expect(receivePicture(request({ body: 'x', headers }))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('a picture that is kept', () => {
  const add = async (company: TestCompany) => (await addPicture(company.staff, { read: small })).id;
  const client = async (company: TestCompany) => {
    const customerId = (await makeCustomer(company.id)).id;
    const user = await makeUser({ companyId: company.id, role: 'client', customerId });
    return { role: 'client', companyId: company.id, userId: user.id, customerId } as const;
  };

  test('is opened by the office, by clients once it is of something offered, and by nobody elsewhere', async () => {
    const pictureId = await add(mine);
    const guest = await client(mine);
    const see = (actor: Parameters<typeof openPicture>[0]) =>
      openPicture(actor, { id: pictureId, size: 'small' });
    expect((await see(mine.manager)).length).toBeGreaterThan(0);
    await expect(see(guest)).rejects.toMatchObject({ code: 'not_found' });
    const { id } = await createDish(mine.staff, typedDish(categoryId, { name: 'Pictured', pictureId }));
    expect((await see(guest)).length).toBeGreaterThan(0);
    await setOffered(mine.staff, { kind: 'dish', id, active: false });
    for (const actor of [guest, theirs.manager, await client(theirs)])
      await expect(see(actor)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of a package stays and is a client’s to see as long as the package is offered', async () => {
    const company = await makeCompany();
    const [pictureId, guest] = [await add(company), await client(company)];
    const { id } = await makePackage(company.id, { pictureId });
    const see = () => openPicture(guest, { id: pictureId, size: 'small' });
    expect((await see()).length).toBeGreaterThan(0);
    expect(await sweepPictures(company.id, new Date(Date.now() + 25 * 3_600_000))).toBe(0);
    await setOffered(company.staff, { kind: 'package', id, active: false });
    await expect(see()).rejects.toMatchObject({ code: 'not_found' });
    expect(await sweepPictures(company.id, new Date(Date.now() + 25 * 3_600_000))).toBe(0);
    await actAs(company.manager, (tx) => tx.update(packages).set({ pictureId: null }));
    expect(await sweepPictures(company.id, new Date(Date.now() + 25 * 3_600_000))).toBe(1);
  });

  test('of a category stays and is a client’s to see as long as the category is offered', async () => {
    const company = await makeCompany();
    const [pictureId, guest] = [await add(company), await client(company)];
    const { id } = await createCategory(company.staff, { name: 'Soups', pictureId });
    const see = (actor: Parameters<typeof openPicture>[0] = guest) =>
      openPicture(actor, { id: pictureId, size: 'small' });
    const tomorrow = new Date(Date.now() + 25 * 3_600_000);
    expect((await see()).length).toBeGreaterThan(0);
    await updateCategory(company.staff, { id, version: 1, name: 'Soups and stews' });
    expect(await sweepPictures(company.id, tomorrow)).toBe(0);
    await setOffered(company.staff, { kind: 'category', id, active: false });
    for (const actor of [guest, theirs.manager, await client(theirs)])
      await expect(see(actor)).rejects.toMatchObject({ code: 'not_found' });
    await updateCategory(company.staff, { id, version: 3, name: 'Soups', pictureId: null });
    expect(await sweepPictures(company.id, tomorrow)).toBe(1);
    const stolen = createCategory(company.staff, { name: 'Stolen', pictureId: await add(theirs) });
    await expect(stolen).rejects.toMatchObject(refusal(/isn’t there/));
  });

  test('is no other company’s to show, nor a client’s to add', async () => {
    const pictureId = await add(theirs);
    const steal = createDish(mine.staff, typedDish(categoryId, { name: 'Stolen', pictureId }));
    await expect(steal).rejects.toMatchObject(refusal(/isn’t there/));
    await expect(addPicture(await client(mine), { read: small })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('leaves no files where its row can’t be written', async () => {
    const company = await makeCompany();
    const failing = keepFiles(company.staff, small, () => Promise.reject(new Error('no row')));
    await expect(failing).rejects.toThrow('no row');
    const left = readdirSync(join(folder, 'files', company.id), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });

  test('isn’t even read once somebody has sent too many', async () => {
    const company = await makeCompany();
    let read = 0;
    const counted = () => {
      read += 1;
      return Promise.reject(new Error('broken off'));
    };
    for (let n = 0; n < 60; n += 1)
      await expect(addPicture(company.staff, { read: counted })).rejects.toThrow('broken off');
    await expect(addPicture(company.staff, { read: counted })).rejects.toMatchObject({
      code: 'rate_limited',
    });
    expect(read).toBe(60);
  });

  test('goes with its files a day after nothing shows it any more', async () => {
    const company = await makeCompany();
    const { categoryId: category } = await makeMenu(company.id);
    const [shown, unused] = [await add(company), await add(company)];
    await createDish(company.staff, typedDish(category, { name: 'Shown', pictureId: shown }));
    expect(await sweepPictures(company.id, new Date())).toBe(0);
    expect(await sweepPictures(company.id, new Date(Date.now() + 25 * 3_600_000))).toBe(1);
    const left = await actAs(company.staff, (tx) => tx.select({ id: pictures.id }).from(pictures));
    expect(left).toEqual([{ id: shown }]);
    const files = readdirSync(join(folder, 'files', company.id, unused));
    expect(files).toEqual([]);
    const still = await actAs(company.staff, (tx) =>
      tx.select().from(pictures).where(eq(pictures.id, shown)),
    );
    expect(still).toHaveLength(1);
  });
});
