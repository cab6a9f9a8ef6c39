export const portalDialog = 'invite-to-portal';
