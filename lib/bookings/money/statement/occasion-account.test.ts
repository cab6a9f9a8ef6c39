import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { bookings } from '@/db/schema/bookings';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { advanceBooking } from '@/lib/bookings/mutations';
import { joinOccasion } from '@/lib/bookings/occasions/mutations';
import { payOccasion } from '@/lib/bookings/occasions/whole-occasion';
import { create, makeOffice, type Office } from '@/lib/bookings/testing/office';
import { dayKey } from '@/lib/platform/format/dates';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { issueInvoice } from '../invoices';
import { readPaperToken } from '../sending/link';
import { revokeLink } from '../sending/links';
import { readPaperByLink } from '../sending/paper-by-link';
import { sendPaper } from '../sending/send-paper';
import { accountScreen } from './screens';

let office: Office;
let occasionId: string;
let total: number;
beforeAll(async () => {
  office = await makeOffice();
  const { id: bookingId } = await create(office);
  const { id: secondId } = await create(office, { eventName: 'Brunch' });
  ({ occasionId } = await joinOccasion(office.manager, {
    bookingId,
    occasionId: null,
    name: 'Ama marries Kofi',
  }));
  await joinOccasion(office.manager, { bookingId: secondId, occasionId, name: null });
  await advanceBooking(office.manager, { id: bookingId, to: 'confirmed' });
  const [first] = await actAs(office.manager, (tx) =>
    tx.select().from(bookings).where(eq(bookings.id, bookingId)),
  );
  total = first?.total ?? 0;
  await issueInvoice(office.manager, {
    ...{ bookingId, total },
    dueOn: dayKey(first?.startsAt ?? new Date(), 'Africa/Accra'),
  });
  await payOccasion(office.manager, { id: occasionId, amount: 100_000, method: 'cash', reference: null });
});

const open = async (userId: string) =>
  openScreen(accountScreen, {
    sessionId: await makeSession(userId),
    address: { params: { id: occasionId }, search: {} },
  });
const tokenOf = (link: string) => link.split('/d/')[1] ?? '';

describe('the account of an occasion', () => {
  test('says of each part what it comes to and by which bill, and adds up', async () => {
    const opened = await open(office.staff.userId);
    if (opened.state !== 'open') throw new Error(opened.state);
    const { paper } = receive(opened.sent).data;
    const said = JSON.stringify(paper.parts).replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(paper).toMatchObject({ title: 'Account of the occasion', subtitle: 'Ama marries Kofi' });
    expect(said).toMatch(/INV-\d{4}-0001, due/);
    expect(said).toContain('not billed yet');
    const totals = paper.parts.find(({ kind }) => kind === 'totals');
    const money = (minor: number) =>
      `GHS ${(minor / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;
    expect(JSON.stringify(totals).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      JSON.stringify({
        kind: 'totals',
        rows: [
          { label: 'Total', amount: money(total * 2) },
          { label: 'Paid', amount: money(100_000) },
          { label: 'To pay', amount: money(total * 2 - 100_000), strong: true },
        ],
      }),
    );
  });

  test('is sent as a link that shows it as it is then, and that ends', async () => {
    const { link } = await sendPaper(office.staff, { paper: 'occasion', id: occasionId, way: 'link' });
    const found = await readPaperByLink(tokenOf(link), new Date());
    expect(found).toMatchObject({ open: total * 2 - 100_000, shown: { occasionId } });
    await revokeLink(office.staff, { linkId: readPaperToken(tokenOf(link))?.id ?? '' });
    expect(await readPaperByLink(tokenOf(link), new Date())).toBe('revoked');
  });

  test('is nothing of another company’s, and shows nothing of somebody who was erased', async () => {
    const stranger = await makeCompany();
    expect((await open(stranger.manager.userId)).state).toBe('nothing');
    await expect(
      sendPaper(stranger.manager, { paper: 'occasion', id: occasionId, way: 'link' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    const { link } = await sendPaper(office.manager, { paper: 'occasion', id: occasionId, way: 'link' });
    await actAs(office.system, (tx) => tx.update(customers).set({ anonymisedAt: new Date() }));
    expect(await readPaperByLink(tokenOf(link), new Date())).toBeUndefined();
  });
});
