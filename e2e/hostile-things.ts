import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { allergens, diets } from '../db/enums';
import { billOf } from '../db/factories/invoice';
import { bookings } from '../db/schema/bookings';
import { categories, items, services } from '../db/schema/menu';
import { invoices, payments, receipts } from '../db/schema/money';
import { packageCourses, packageParts, packages } from '../db/schema/packages';
import { quotes } from '../db/schema/quotes';
import type { Tx } from '../db/session';
import type { QuoteDocument } from '../lib/quotes/document-rules';

export const longName =
  'Maximiliana-Wilhelmina Oforiwaa Nana Akosua Frempong-Boadu née Asantewaa-Schwarzenberg';
export const longWord = `Reception${'ofthefamily'.repeat(9)}`;
export const arabic = 'حفل زفاف عائلة المنصوري الكبير في قاعة النخيل';
export const emoji = 'Ama’s party 👩🏾‍🍳🎉🎂 <b>bold</b> {{1}} "quoted"';

/** A quote of the client's, worth millions, with words that no column has room for. */
export async function offer(tx: Tx, bookingId: string) {
  const [booking] = await tx.select().from(bookings).where(eq(bookings.id, bookingId));
  if (!booking) throw new Error('There is no such booking');
  const { companyId, total, startsAt, endsAt, menuTotal, serviceTotal, taxTotal, deposit } = booking;
  const line = { quantity: 100_000, unitPrice: 2500, discountRate: 333, amount: 250_000_000 };
  const document: QuoteDocument = {
    reference: 'BK99999-Q1',
    company: { name: longName, address: `${arabic}\n${longWord}`, phone: '+233200000000', email: null },
    place: { currency: 'GHS', locale: 'en-GH', timeZone: 'Africa/Accra' },
    customer: longName,
    event: {
      ...{ name: longWord, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      ...{
        venue: arabic,
        venueAddress: longWord,
        serviceStyle: null,
        guests: 1000,
        children: 0,
        vendorMeals: 0,
      },
    },
    lines: [{ ...line, kind: 'menu', name: longWord, unit: 'guest', feeds: null, choices: [arabic, emoji] }],
    options: [],
    pricing: {
      ...{
        discountRate: 0,
        agreedDiscountRate: 0,
        agreedDiscountAmount: 0,
        serviceChargeRate: 0,
        serviceChargeTaxed: false,
      },
      depositRate: 5000,
    },
    price: {
      ...{
        menuTotal,
        serviceTotal,
        discount: 0,
        agreedDiscount: 0,
        serviceCharge: 0,
        taxTotal,
        total,
        deposit,
      },
      tax: null,
    },
    validUntil: startsAt.toISOString(),
    terms: { version: 1, text: `${longWord}\n\n${arabic}` },
  };
  const made = { id: v7(), companyId, bookingId, number: 1, status: 'sent' as const, sentAt: new Date() };
  await tx.insert(quotes).values({ ...made, document, total, validUntil: startsAt });
}

/** A receipt and an invoice with words that no column has room for. */
export async function bill(tx: Tx, bookingId: string) {
  const ids = { invoiceId: v7(), receiptId: v7() };
  const values = await billOf(tx, bookingId);
  const { companyId, document } = values;
  await tx.insert(receipts).values({ id: ids.receiptId, companyId });
  const paid = { amount: 100, method: 'mobile_money', reference: longWord.slice(0, 120) } as const;
  await tx.insert(payments).values({ companyId, bookingId, receiptId: ids.receiptId, ...paid });
  const party = { name: longName, address: `${arabic}\n${longWord}`, phone: '+233200000000', email: null };
  const line = { name: longWord, notes: arabic, quantity: 100_000, unitPrice: 2500, discountRate: 333 };
  const lines = [{ ...line, amount: 250_000_000 }];
  const event = { ...document.event, name: longWord, venue: arabic };
  await tx.insert(invoices).values({
    ...values,
    id: ids.invoiceId,
    document: { ...document, event, lines, seller: party, buyer: party },
  });
  return ids;
}

/** A menu that no card was drawn for. */
export async function cook(tx: Tx, companyId: string) {
  const [categoryId, dishId, serviceId] = [v7(), v7(), v7()];
  await tx.insert(categories).values({ id: categoryId, companyId, name: longName.slice(0, 80) });
  const dish = { companyId, categoryId };
  await tx.insert(items).values([
    { ...dish, id: dishId, name: longWord.slice(0, 120), description: arabic, price: 1_234_567_890 },
    {
      ...dish,
      name: emoji,
      description: longWord,
      price: 1,
      unit: 'tray',
      feeds: 1000,
      diets: [...diets],
      spice: 3,
      contains: [...allergens],
      active: false,
    },
  ]);
  await tx.insert(services).values({
    id: serviceId,
    companyId,
    name: longWord.slice(0, 120),
    description: arabic,
    price: 1_234_567_890,
  });
  const [packageId, courseId] = [v7(), v7()];
  await tx.insert(packages).values({
    ...{ id: packageId, companyId, name: longWord.slice(0, 120), description: arabic },
    price: 1_234_567_890,
  });
  const course = { companyId, packageId, courseId };
  await tx
    .insert(packageCourses)
    .values({ id: courseId, companyId, packageId, name: longWord.slice(0, 80), choose: 1 });
  await tx.insert(packageParts).values([
    { ...course, itemId: dishId },
    { companyId, packageId, serviceId, quantity: 1000 },
  ]);
  return { categoryId, dishId, serviceId, packageId };
}
