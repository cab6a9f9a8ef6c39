'use server';

import { refresh } from 'next/cache';
import type { Gate } from '@/lib/auth/actor';
import { action } from '@/lib/platform/action';
import { Refusal } from '@/lib/platform/errors';
import { createEnquiry as createForClient, updateEnquiry as updateForClient } from './enquiries';
import {
  advanceBooking as advance,
  cancelBooking as cancel,
  createBooking as create,
  recordPayment as pay,
  updateBooking as update,
} from './mutations';
import { redeemVoucher as redeem } from './redeem-voucher';
import {
  bookingAdvance,
  bookingCancel,
  bookingInput,
  bookingUpdate,
  enquiryInput,
  enquiryUpdate,
  paymentInput,
  voucherInput,
} from './schema';

function officeActor({ actor }: Gate) {
  if (actor.role === 'client') throw new Refusal('forbidden', 'This is for the caterer’s office.');
  return actor;
}

function clientActor({ actor }: Gate) {
  if (actor.role !== 'client') throw new Refusal('forbidden', 'This is for the caterer’s customers.');
  return actor;
}

export const createBooking = action({
  permission: 'bookings.create',
  schema: bookingInput,
  run: (input, gate) => create(officeActor(gate), input),
});

export const updateBooking = action({
  permission: 'bookings.update',
  schema: bookingUpdate,
  run: async (input, gate) => {
    await update(officeActor(gate), input);
    return { id: input.id };
  },
});

export const advanceBooking = action({
  permission: 'bookings.advance',
  schema: bookingAdvance,
  run: async (input, gate) => {
    const moved = await advance(officeActor(gate), input);
    refresh();
    return moved;
  },
});

export const cancelBooking = action({
  permission: 'bookings.cancel',
  schema: bookingCancel,
  run: async (input, gate) => {
    await cancel(officeActor(gate), input);
    refresh();
  },
});

export const recordPayment = action({
  permission: 'payments.record',
  schema: paymentInput,
  run: async (input, gate) => {
    const recorded = await pay(officeActor(gate), input);
    refresh();
    return recorded;
  },
});

export const redeemVoucher = action({
  permission: 'bookings.update',
  schema: voucherInput,
  run: async (input, gate) => {
    const redeemed = await redeem(officeActor(gate), input);
    refresh();
    return redeemed;
  },
});

export const createEnquiry = action({
  permission: 'portal.book',
  schema: enquiryInput,
  run: (input, gate) => createForClient(clientActor(gate), input),
});

export const updateEnquiry = action({
  permission: 'portal.book',
  schema: enquiryUpdate,
  run: async (input, gate) => {
    await updateForClient(clientActor(gate), input);
    return { id: input.id };
  },
});
