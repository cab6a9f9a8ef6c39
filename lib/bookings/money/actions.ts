'use server';

import { action } from '@/lib/platform/action';
import * as invoices from './invoices';
import * as ledger from './ledger';
import * as payments from './payments';
import * as links from './sending/links';
import * as sending from './sending/send-paper';

export const saveAccountCodes = action(ledger.saveAccountCodes, { shows: true });
export const recordPayment = action(payments.recordPayment, { shows: true });
export const refundPayment = action(payments.refundPayment, { shows: true });
export const voidReceipt = action(payments.voidReceipt, { shows: true });
export const issueInvoice = action(invoices.issueInvoice, { shows: true });
export const creditInvoice = action(invoices.creditInvoice, { shows: true });
export const markInvoiceSent = action(invoices.markInvoiceSent, { shows: true });
export const revokeLink = action(links.revokeLink, { shows: true });
export const sendPaper = action(sending.sendPaper, { shows: true });
