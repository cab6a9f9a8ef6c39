'use server';

import { action } from '@/lib/platform/action';
import * as cancelling from './cancelling/call-off';
import * as discounts from './discount';
import * as enquiries from './enquiries';
import * as finalCount from './final-count/mutations';
import { markBookings as mark } from './mark-several';
import * as mutations from './mutations';
import * as prices from './offer-price';
import * as position from './position-venue';
import * as vouchers from './redeem-voucher';
import * as charges from './service-charge';
import * as tax from './take-tax';

export const createBooking = action(mutations.createBooking);
export const updateBooking = action(mutations.updateBooking);
export const advanceBooking = action(mutations.advanceBooking, { shows: true });
export const markBookings = action(mark);
export const cancelBooking = action(cancelling.cancelBooking, { shows: true });
export const redeemVoucher = action(vouchers.redeemVoucher, { shows: true });
export const recordFinalCount = action(finalCount.recordFinalCount, { shows: true });
export const setServiceCharge = action(charges.setServiceCharge, { shows: true });
export const agreeDiscount = action(discounts.agreeDiscount, { shows: true });
export const positionVenue = action(position.positionVenue, { shows: true });
export const createEnquiry = action(enquiries.createEnquiry);
export const updateEnquiry = action(enquiries.updateEnquiry);
export const offerPrice = action(prices.offerPrice, { shows: true });
export const takeTax = action(tax.takeTax, { shows: true });
