import { eq } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { quotes } from '@/db/schema/quotes';
import { actAs, type Tx } from '@/db/session';
import { create, makeOffice } from '@/lib/bookings/testing/office';
import { addDefaultTemplates } from '@/lib/messaging/templates/register-templates';
import { dayKey } from '@/lib/platform/format/dates';
import { answerQuote, readQuoteView } from '../answer';
import { makeQuote } from '../mutations';
import type { Answer } from '../schema';

type Input = Parameters<typeof makeQuote>[1];

/** An office with one enquiry, and what the two sides do about its quotes. */
export async function makeQuoted() {
  const office = await makeOffice();
  await addDefaultTemplates(office.id);
  const { id: bookingId } = await create(office);
  const inCompany = <T>(work: (tx: Tx) => Promise<T>) => actAs(office.system, work);

  /** Makes the booking's next quote, open by its link unless said otherwise. */
  async function quote(over: Partial<Input> = {}) {
    const [booking] = await inCompany((tx) =>
      tx
        .select()
        .from(bookings)
        .where(eq(bookings.id, over.bookingId ?? bookingId)),
    );
    if (!booking) throw new Error('There is no such booking');
    const made = await makeQuote(office.manager, {
      ...{ bookingId: booking.id, version: booking.version, options: [], way: 'link' },
      validOn: dayKey(booking.startsAt, 'Africa/Accra'),
      ...over,
    });
    return { ...made, token: made.link?.split('/q/')[1] ?? '' };
  }

  /** Answers as the page of now would be posted. */
  async function say(token: string, answer: Partial<Answer>, at = new Date()) {
    const view = await readQuoteView(token, { ticked: answer.options, now: at });
    const total = view?.price.total ?? -1;
    const usual = { act: 'accept' as const, options: [], total, name: 'Ama Mensah', words: '' };
    return answerQuote(token, { ...usual, ...answer }, at);
  }

  const quotesNow = () => inCompany((tx) => tx.select().from(quotes).orderBy(quotes.number));
  return { office, bookingId, inCompany, quote, say, quotesNow };
}

export type Quoted = Awaited<ReturnType<typeof makeQuoted>>;
