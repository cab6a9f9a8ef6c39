import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer, makeMenu } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { feedback } from '@/db/schema/feedback';
import { conversations, messages } from '@/db/schema/messaging';
import { users } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { cancelBooking } from './cancelling/call-off';
import { createEnquiry } from './enquiries';
import { emptyValues } from './form-values';
import { recordPayment } from './money/payments';
import { updateBooking } from './mutations';
import { enquiryForm } from './schema';
import { edit, localIn } from './testing/office';
import { readTimeline } from './timeline-queries';

const place = { currency: 'GHS', timeZone: 'Africa/Accra', locale: 'en-GB' };

let mine: TestCompany;
beforeAll(async () => {
  mine = await makeCompany();
});

describe('the timeline of a booking', () => {
  test('tells changes, payments and the end, each once, with who and what', async () => {
    const { id } = await makeBooking(mine.id);
    const smaller = await edit(mine, id, ({ lines }) => ({
      guests: '80',
      lines: lines.flatMap((line) => (line.thing.kind === 'dish' ? [{ ...line, quantity: '80' }] : [])),
    }));
    await updateBooking(mine.manager, smaller);
    await recordPayment(mine.staff, {
      bookingId: id,
      amount: 10_000,
      method: 'cash',
      reference: 'R-1',
    });
    await cancelBooking(mine.staff, { id, reason: 'They moved abroad' });
    const told = await readTimeline(mine.staff, id, place);
    expect(told.map(({ kind, actor, title, details }) => ({ kind, actor, title, details }))).toEqual([
      { kind: 'change', actor: 'Test staff', title: 'cancelled the booking', details: ['They moved abroad'] },
      { kind: 'payment', actor: 'Test staff', title: 'recorded GHS 100.00', details: ['cash, R-1'] },
      {
        kind: 'change',
        actor: 'Test manager',
        title: 'changed the booking',
        details: [
          'Removed Additional waiter × 2',
          'Jollof rice with chicken: 75 → 80',
          'Guests: 75 → 80',
          'Total: GHS 2,175.00 → GHS 2,400.00',
        ],
      },
      { kind: 'change', actor: 'The automation', title: 'made this booking', details: [] },
    ]);
  });

  test('says a moved event’s old and new time in 24 hours, midnight as 00:00', async () => {
    const year = new Date().getUTCFullYear() + 1;
    const { id } = await makeBooking(mine.id, {
      startsAt: new Date(`${year}-06-13T14:00:00Z`),
      endsAt: new Date(`${year}-06-14T02:00:00Z`),
    });
    await updateBooking(mine.manager, await edit(mine, id, () => ({ startsAt: `${year}-06-14T00:00` })));
    const told = await readTimeline(mine.staff, id, place);
    expect(told[0]?.details[0]).toMatch(/^Start: \w{3}, 13 Jun \d{4}, 14:00 → \w{3}, 14 Jun \d{4}, 00:00$/);
  });

  test('names the client who asked, though the totals were written for them', async () => {
    const customerId = (await makeCustomer(mine.id)).id;
    const { itemId } = await makeMenu(mine.id);
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId, name: 'Ama Mensah' });
    const { id } = await createEnquiry(
      { role: 'client', companyId: mine.id, userId: user.id, customerId },
      enquiryForm.parse({
        ...emptyValues,
        eventName: 'Birthday',
        venue: 'Home',
        guests: '20',
        startsAt: localIn(48),
        endsAt: localIn(50),
        lines: [{ thing: { kind: 'dish' as const, id: itemId }, quantity: '20', notes: '' }],
      }),
    );
    const told = await readTimeline(mine.staff, id, place);
    expect(told.map(({ actor, title }) => [actor, title])).toEqual([['Ama Mensah', 'made this booking']]);
  });

  test('says why a message wasn’t sent and what the customer wrote', async () => {
    const { id, customerId } = await makeBooking(mine.id);
    await actAs(mine.system, async (tx) => {
      const conversationId = v7();
      const companyId = mine.id;
      await tx
        .insert(conversations)
        .values({ id: conversationId, companyId, customerId, address: `whatsapp:${v7()}` });
      const message = { companyId, conversationId, customerId, bookingId: id };
      await tx.insert(messages).values([
        {
          ...message,
          direction: 'outbound',
          kind: 'feedback_request',
          status: 'not_sent',
          notSentReason: 'opted_out',
          createdAt: new Date(Date.now() + 1000),
        },
        {
          ...message,
          direction: 'inbound',
          kind: 'inbound',
          status: 'received',
          body: '<b>thanks</b>',
          createdAt: new Date(Date.now() + 2000),
        },
      ]);
    });
    const [wrote, unsent] = await readTimeline(mine.staff, id, place);
    expect(wrote).toMatchObject({ actor: 'The customer', title: 'wrote', details: ['<b>thanks</b>'] });
    expect(unsent).toMatchObject({
      kind: 'message',
      title: 'did not send the feedback request',
      details: ['The customer opted out of WhatsApp messages.'],
      tone: 'attention',
    });
  });

  test('shows the feedback with its stars', async () => {
    const startsAt = new Date(Date.now() - 48 * 3_600_000);
    const { id, customerId } = await makeBooking(mine.id, { status: 'completed', startsAt });
    await actAs(mine.system, (tx) =>
      tx.insert(feedback).values({
        companyId: mine.id,
        bookingId: id,
        customerId,
        rating: 2,
        comments: 'The rice was cold',
        source: 'whatsapp',
      }),
    );
    const told = await readTimeline(mine.staff, id, place);
    expect(told[0]).toMatchObject({
      kind: 'feedback',
      title: 'rated the event 2 of 5',
      details: ['The rice was cold'],
      tone: 'attention',
    });
  });

  test('is empty for another company’s booking', async () => {
    const theirs = await makeCompany();
    const { id } = await makeBooking(theirs.id);
    expect(await readTimeline(mine.manager, id, place)).toEqual([]);
  });

  test('still tells who did it after they left the company', async () => {
    const gone = await makeUser({ companyId: mine.id, role: 'staff', name: 'Kwesi Gone' });
    const { id } = await makeBooking(mine.id);
    await cancelBooking({ role: 'staff', companyId: mine.id, userId: gone.id }, { id, reason: 'x' });
    await actAs(mine.manager, (tx) =>
      tx.update(users).set({ disabledAt: new Date() }).where(eq(users.id, gone.id)),
    );
    expect((await readTimeline(mine.staff, id, place))[0]?.actor).toBe('Kwesi Gone');
  });
});
