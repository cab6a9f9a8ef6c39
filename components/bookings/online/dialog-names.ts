export const linkDialog = 'ask-for-payment';
/** One for each payment that is held. */
export const assignDialog = (checkoutId: string) => `assign-${checkoutId}`;
export const returnDialog = (checkoutId: string) => `return-${checkoutId}`;
