import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { makeBooking, makeCustomer, readBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { conversations, messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { positionVenue } from './position-venue';
import { inHours } from './testing/office';

let company: TestCompany;
let customerId: string;
beforeEach(async () => {
  company = await makeCompany();
  customerId = (await makeCustomer(company.id)).id;
});

const pin = { Latitude: '5.60372', Longitude: '-0.18696' };
async function sent(raw: Record<string, string>, from: string | null = customerId): Promise<string> {
  const [messageId, conversationId] = [v7(), v7()];
  const shared = { companyId: company.id, customerId: from };
  await actAs(company.system, async (tx) => {
    await tx.insert(conversations).values({
      ...shared,
      id: conversationId,
      address: `whatsapp:+23324${Math.floor(Math.random() * 1e7)}`,
    });
    await tx.insert(messages).values({
      ...shared,
      id: messageId,
      conversationId,
      direction: 'inbound',
      kind: 'inbound',
      status: 'received',
      body: '',
      raw,
    });
  });
  return messageId;
}
const coming = (hours = 72) =>
  makeBooking(company.id, {
    customerId,
    startsAt: inHours(hours),
    endsAt: inHours(hours + 4),
    venue: `Hall ${hours}`,
  });

test('a pin becomes the position of the customer’s only coming event; past and cancelled ones don’t count', async () => {
  await makeBooking(company.id, {
    customerId,
    status: 'completed',
    startsAt: inHours(-48),
    endsAt: inHours(-44),
  });
  const { id } = await coming();
  const { done } = await positionVenue(company.staff, { messageId: await sent(pin) });
  expect(done).toMatchObject({ id });
  expect(await readBooking(company.id, id)).toMatchObject({ latitude: 5.60372, longitude: -0.18696 });
});

test('of several coming events none is guessed: they are given to choose from', async () => {
  const [first, second] = [await coming(48), await coming(96)];
  const messageId = await sent(pin);
  const asked = await positionVenue(company.staff, { messageId });
  expect(asked).toMatchObject({ done: null, choices: [{ id: first.id }, { id: second.id }] });
  expect(await readBooking(company.id, first.id)).toMatchObject({ latitude: null });
  await positionVenue(company.staff, { messageId, bookingId: second.id });
  expect(await readBooking(company.id, second.id)).toMatchObject({ latitude: 5.60372 });
});

test('is refused without a coming event, without a pin, for a stranger’s pin and for another’s booking', async () => {
  const conflict = { code: 'conflict' };
  const missing = { code: 'not_found' };
  const messageId = await sent(pin);
  await expect(positionVenue(company.staff, { messageId })).rejects.toMatchObject(conflict);
  await coming();
  await expect(positionVenue(company.staff, { messageId: await sent({ Body: 'x' }) })).rejects.toMatchObject(
    missing,
  );
  await expect(
    positionVenue(company.staff, { messageId: await sent({ ...pin, Latitude: '95' }) }),
  ).rejects.toMatchObject(missing);
  await expect(positionVenue(company.staff, { messageId: await sent(pin, null) })).rejects.toMatchObject(
    conflict,
  );
  const stranger = (await makeCustomer(company.id)).id;
  const theirs = await makeBooking(company.id, {
    customerId: stranger,
    startsAt: inHours(72),
    endsAt: inHours(76),
    venue: 'Theirs',
  });
  await expect(positionVenue(company.staff, { messageId, bookingId: theirs.id })).rejects.toMatchObject(
    missing,
  );
  const other = (await makeCompany()).manager;
  await expect(positionVenue(other, { messageId })).rejects.toMatchObject(missing);
});

test('another venue forgets the position of the one before', async () => {
  const { id } = await coming();
  await positionVenue(company.staff, { messageId: await sent(pin) });
  const change = (set: Partial<typeof bookings.$inferInsert>) =>
    actAs(company.staff, (tx) => tx.update(bookings).set(set).where(eq(bookings.id, id)));
  await change({ guests: 80 });
  expect(await readBooking(company.id, id)).toMatchObject({ latitude: 5.60372 });
  await change({ venue: 'The other hall' });
  expect(await readBooking(company.id, id)).toMatchObject({ latitude: null, longitude: null });
});
