export const issueDialog = 'issue-invoice';
export const sendDialog = 'send-paper';
export const creditDialog = 'credit-invoice';
export const writeOffDialog = 'write-off-invoice';
export const refuseDialog = 'refuse-write-off';
export const voidDialog = 'void-receipt';
/** One for each payment of a receipt. */
export const refundDialog = (paymentId: string) => `refund-${paymentId}`;
