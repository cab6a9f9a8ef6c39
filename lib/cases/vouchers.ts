import 'server-only';
import { randomInt } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { vouchers } from '@/db/schema/cases';
import type { Tx } from '@/db/session';
import { agreedTo } from '@/lib/messaging/consent/purposes';

/** No letters or digits that are mistaken for each other when read aloud. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 8;
/** How long a code can be redeemed. */
const voucherDays = 180;

export type Voucher = { code: string; rate: number; expiresAt: Date };

/**
 * The thank-you discount of a booking: made once, the same one afterwards. `rate` in basis points; none for 0, and none for
 * who hasn't agreed to offers: a discount is marketing.
 */
export async function issueVoucher(
  tx: Tx,
  given: { companyId: string; customerId: string; bookingId: string; rate: number; now: Date },
): Promise<Voucher | null> {
  const { companyId, customerId, bookingId, rate, now } = given;
  if (rate <= 0 || !(await agreedTo(tx, customerId, 'marketing'))) return null;
  const columns = { code: vouchers.code, rate: vouchers.rate, expiresAt: vouchers.expiresAt };
  const expiresAt = expiryOf(now);
  const [made] = await tx
    .insert(vouchers)
    .values({ companyId, customerId, bookingId, rate, expiresAt, code: randomCode() })
    .onConflictDoNothing()
    .returning(columns);
  if (made) return made;
  const [known] = await tx
    .select(columns)
    .from(vouchers)
    .where(
      and(eq(vouchers.companyId, companyId), eq(vouchers.bookingId, bookingId), isNull(vouchers.caseId)),
    );
  return known ?? null;
}

/** The discount that makes up for a case, each approval of one its own code. `rate` in basis points. */
export async function issueRemedyVoucher(
  tx: Tx,
  given: {
    companyId: string;
    customerId: string;
    bookingId: string;
    caseId: string;
    rate: number;
    now: Date;
  },
): Promise<Voucher> {
  const { companyId, customerId, bookingId, caseId, rate, now } = given;
  const voucher = { code: randomCode(), rate, expiresAt: expiryOf(now) };
  await tx.insert(vouchers).values({ companyId, customerId, bookingId, caseId, ...voucher });
  return voucher;
}

const expiryOf = (now: Date) => new Date(now.getTime() + voucherDays * 86_400_000);

/** Unguessable: 30^8 codes. */
function randomCode(): string {
  return Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** The company's voucher with this code, locked until the transaction ends. */
export async function lockVoucher(tx: Tx, { companyId, code }: { companyId: string; code: string }) {
  const [voucher] = await tx
    .select()
    .from(vouchers)
    .where(and(eq(vouchers.companyId, companyId), eq(vouchers.code, code)))
    .for('update');
  return voucher;
}

/** Notes that a voucher was taken off a booking. Whether it may be is decided before. */
export async function markRedeemed(
  tx: Tx,
  given: { voucherId: string; bookingId: string; now: Date },
): Promise<void> {
  await tx
    .update(vouchers)
    .set({ state: 'redeemed', redeemedAt: given.now, redeemedBookingId: given.bookingId })
    .where(eq(vouchers.id, given.voucherId));
}

/** A cancelled booking gives its voucher back, for as long as it is valid. */
export async function releaseVoucher(tx: Tx, bookingId: string): Promise<void> {
  await tx
    .update(vouchers)
    .set({ state: 'issued', redeemedAt: null, redeemedBookingId: null })
    .where(and(eq(vouchers.redeemedBookingId, bookingId), eq(vouchers.state, 'redeemed')));
}
