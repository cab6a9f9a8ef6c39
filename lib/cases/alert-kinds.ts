import { z } from 'zod';
import {
  caseOpenedFor,
  caseResolved,
  caseTaken,
  caseWorkedOn,
  customerAnswered,
  voucherRedeemed,
} from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';

export const caseOpened = alertKind({
  kind: 'case_opened',
  label: 'An unhappy customer: a case was opened',
  urgent: true,
  about: z.object({ caseId: z.uuid(), safety: z.boolean(), summary: z.string() }),
  key: ({ caseId, safety }) => `${safety ? 'case-safety' : 'case'}:${caseId}`,
  endsOn: ({ caseId }) => [caseTaken(caseId), caseResolved(caseId)],
  say: ({ caseId, safety, summary }, { case: reference }) => ({
    title: safety
      ? `${reference ?? 'A case'} is about safety: call now`
      : `${reference ?? 'A case'} needs someone: an unhappy customer`,
    detail: summary,
    href: `/cases/${caseId}`,
  }),
});

export const caseLate = alertKind({
  kind: 'case_late',
  label: 'A case was not taken or solved in time',
  urgent: true,
  about: z.object({ caseId: z.uuid(), missed: z.enum(['acknowledge', 'resolve']), summary: z.string() }),
  key: ({ caseId, missed }) => (missed === 'resolve' ? `case-unsolved:${caseId}` : `case-late:${caseId}`),
  endsOn: ({ caseId, missed }) =>
    missed === 'resolve' ? [caseResolved(caseId)] : [caseTaken(caseId), caseResolved(caseId)],
  say: ({ caseId, missed, summary }, { case: reference }) => ({
    title: `${reference ?? 'A case'} was not ${missed === 'resolve' ? 'resolved' : 'acknowledged'} in time`,
    detail: summary,
    href: `/cases/${caseId}`,
  }),
});

export const recoveryFailed = alertKind({
  kind: 'recovery_failed',
  label: 'A customer is still unhappy after the recovery',
  urgent: true,
  about: z.object({ caseId: z.uuid(), bookingId: z.uuid(), customerId: z.uuid() }),
  key: ({ caseId }) => `recovery:${caseId}`,
  endsOn: ({ caseId, bookingId, customerId }) => [
    caseWorkedOn(caseId),
    caseOpenedFor(bookingId),
    customerAnswered(customerId),
  ],
  say: ({ caseId }, { case: reference, customer }) => ({
    title: `${reference ?? 'A case'}: ${customer ?? 'the customer'} is still unhappy`,
    href: `/cases/${caseId}`,
  }),
});

export const voucherNotTold = alertKind({
  kind: 'voucher_not_told',
  label: 'A customer could not be told their code',
  about: z.object({ code: z.string(), caseId: z.uuid(), customerId: z.uuid() }),
  key: ({ code }) => `voucher:${code}`,
  // Who wrote to them since may have told them something else; only the code's use shows that they know it.
  endsOn: ({ code }) => [voucherRedeemed(code)],
  say: ({ code, caseId }, { customer }) => ({
    title: `${customer ?? 'A customer'} doesn’t know their discount code yet: tell them ${code}`,
    detail: 'No message could bring it. The case says until when it holds.',
    href: `/cases/${caseId}`,
  }),
});
