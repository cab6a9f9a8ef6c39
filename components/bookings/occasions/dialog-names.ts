export const payDialog = 'pay-occasion';
export const askDialog = 'ask-for-occasion';
export const renameDialog = 'rename-occasion';
export const takeInDialog = 'take-into-occasion';
export const cancelOccasionDialog = 'cancel-occasion';
