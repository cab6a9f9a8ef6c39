import { beforeAll, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { mailHref, plainQuery } from './range';
import { reportsScreen } from './screens';

let company: TestCompany;
beforeAll(async () => {
  company = await makeCompany();
});

async function askedAt(reader: TestCompany['manager'], href: string) {
  const sessionId = await makeSession(reader.userId);
  const search = Object.fromEntries(new URL(href, 'http://office.test').searchParams);
  const opened = await openScreen(reportsScreen, { sessionId, address: { params: {}, search } });
  if (opened.state !== 'open') throw new Error(opened.state);
  return receive(opened.sent).data.asked;
}

test('of what is about to be mailed each thing that it is of alone is named by itself', async () => {
  const { customerId, itemId } = await makeBooking(company.id);
  const narrowed = { type: 'wedding', customer: customerId, dish: itemId } as const;
  const asked = await askedAt(company.manager, mailHref('bookings', { ...plainQuery, ...narrowed }));
  expect(asked).toMatchObject({ report: 'bookings', narrowed });
  expect(asked.parts.map(({ name }) => name)).toEqual(['type', 'customer', 'dish']);
  // One of them taken back leaves the others.
  const href = mailHref('bookings', { ...plainQuery, ...asked.narrowed, customer: null });
  expect(await askedAt(company.manager, href)).toMatchObject({ narrowed: { type: 'wedding', dish: itemId } });
});

test('a report that one may not have is not what one is about to have mailed', async () => {
  const { customerId } = await makeBooking(company.id);
  const href = mailHref('financial', { ...plainQuery, customer: customerId });
  expect(await askedAt(company.staff, href)).toEqual({ report: null, narrowed: {}, parts: [] });
});
