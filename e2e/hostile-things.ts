import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { allergens, diets } from '../db/enums';
import { billOf } from '../db/factories/invoice';
import { categories, items, services } from '../db/schema/menu';
import { invoices, payments, receipts } from '../db/schema/money';
import { packageCourses, packageParts, packages } from '../db/schema/packages';
import type { Tx } from '../db/session';

export const longName =
  'Maximiliana-Wilhelmina Oforiwaa Nana Akosua Frempong-Boadu née Asantewaa-Schwarzenberg';
export const longWord = `Reception${'ofthefamily'.repeat(9)}`;
export const arabic = 'حفل زفاف عائلة المنصوري الكبير في قاعة النخيل';
export const emoji = 'Ama’s party 👩🏾‍🍳🎉🎂 <b>bold</b> {{1}} "quoted"';

/** A quote of the client's, worth millions. */
export const offer = (tx: Tx, bookingId: string) =>
  tx.execute(sql`insert into quotes (id, company_id, booking_id, number, status, document, total, valid_until, sent_at)
    select gen_random_uuid(), company_id, id, 1, 'sent', jsonb_build_object('reference', 'BK99999-Q1', 'price', jsonb_build_object('total', total)),
      total, starts_at, now() from bookings where id = ${bookingId}::uuid`);

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
